import { delivery } from '../../../products/delivery/product';
import { describeValidation } from '../describe-validation';

describeValidation(delivery);
