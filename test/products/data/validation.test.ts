import { data } from '../../../products/data/product';
import { describeValidation } from '../describe-validation';

describeValidation(data);
