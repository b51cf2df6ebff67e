/** Evaluation of products, by the code that their contracts are checked with. */
export { launched, launchedTemplate, refusals } from '../../../operations/contracts/evaluated';
