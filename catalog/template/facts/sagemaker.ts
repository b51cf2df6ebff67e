import type { Fact } from './fact';
import { holdsData } from './families';

/** Facts about Amazon SageMaker. */
export const sagemaker: readonly Fact[] = [...holdsData('table', 'AWS::SageMaker::FeatureGroup')];
