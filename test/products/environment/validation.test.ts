import { environment } from '../../../products/environment/product';
import { describeValidation } from '../describe-validation';

describeValidation(environment);
