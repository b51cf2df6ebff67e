import { network } from '../../../products/network/product';
import { describeValidation } from '../describe-validation';

describeValidation(network);
