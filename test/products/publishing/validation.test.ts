import { publishing } from '../../../products/publishing/product';
import { describeValidation } from '../describe-validation';

describeValidation(publishing);
