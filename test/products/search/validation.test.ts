import { search } from '../../../products/search/product';
import { describeValidation } from '../describe-validation';

describeValidation(search);
