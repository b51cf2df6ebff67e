import type { Product } from '../../catalog/product';
import { validateProduct } from '../../catalog/product/validation';
import { once } from '../../operations/contracts/once';
import { validator, validatorWith } from '../../operations/contracts/validator';
import { describeContract } from './describe-contract';

const everyPair = once((product) => validateProduct(product));

/**
 * Tests of a product with AWS's template validator: seconds of work for each, so a product has a file of its own for them.
 * Each value of an answer is tried once; where `EVERY_PAIR` is set, each pair of two.
 */
export function describeValidation(product: Product): void {
  describeContract(process.env.EVERY_PAIR ? validatorWith(everyPair) : validator, [product]);
}
