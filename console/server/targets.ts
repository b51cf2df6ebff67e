import { CatalogError } from '../../catalog/errors';
import type { AwsTarget } from '../../operations/aws/aws-target';

/** Targets by region, each opened once: the page's address says which region it is in. */
export class Targets {
  private readonly opened = new Map<string, Promise<AwsTarget>>();

  /** @param first that of the region which is used where none is said */
  constructor(private readonly first: AwsTarget) {}

  /** @throws `CatalogError` `bad-region` for what can be no region's name */
  async in(region: string = this.first.region): Promise<AwsTarget> {
    if (region === this.first.region) return this.first;
    if (!/^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/.test(region)) {
      throw new CatalogError('bad-region', `A region is written as us-east-1, got: ${JSON.stringify(region)}.`);
    }
    const found = this.opened.get(region) ?? this.first.inRegion(region);
    this.opened.set(region, found);
    return found;
  }
}
