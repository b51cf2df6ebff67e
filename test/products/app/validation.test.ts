import { app } from '../../../products/app/product';
import { describeValidation } from '../describe-validation';

describeValidation(app);
