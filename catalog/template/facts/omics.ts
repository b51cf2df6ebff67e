import type { Fact } from './fact';
import { holdsData } from './families';

/** Facts about AWS HealthOmics. */
export const omics: readonly Fact[] = [
  ...holdsData(
    'database',
    'AWS::Omics::AnnotationStore',
    'AWS::Omics::ReferenceStore',
    'AWS::Omics::SequenceStore',
    'AWS::Omics::VariantStore',
  ),
];
