import { observability } from '../../../products/observability/product';
import { describeValidation } from '../describe-validation';

describeValidation(observability);
