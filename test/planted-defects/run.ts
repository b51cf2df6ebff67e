/**
 * Defects, planted one by one in a copy of a checkout (this one, or the folder that is given), whose tests must fail for
 * each and pass without: `npm run test:planted-defects`. Ends with 1 where a defect was not caught.
 */
import { resolve } from 'node:path';
import { Checkout } from './checkout';
import { type Defect, defects } from './defects';

function main(folder: string): number {
  const checkout = Checkout.copy(folder);
  try {
    const clean = checkout.run([...new Set(defects.map(({ caughtBy }) => checkout.testWith(caughtBy)))]);
    if (!clean.passed) {
      console.error(`${clean.output}\nThe tests fail without any defect.`);
      return 1;
    }
    const missed = defects.filter((defect) => !isCaught(defect, checkout));
    console.log(`${defects.length - missed.length} of ${defects.length} defects caught`);
    return missed.length === 0 ? 0 : 1;
  } finally {
    checkout.remove();
  }
}

/** Plants a defect, runs the file of the test that is to catch it, and takes the defect out. */
function isCaught({ area, text, planted, caughtBy }: Defect, checkout: Checkout): boolean {
  const source = checkout.sourceWith(text);
  const test = checkout.testWith(caughtBy);
  const before = checkout.read(source);
  checkout.write(
    source,
    before.replace(text, () => planted),
  );
  const { passed } = checkout.run([test]);
  checkout.write(source, before);
  console.log(`${passed ? 'MISSED' : 'caught'}  ${area}: ${source}, by ${test}`);
  return !passed;
}

process.exitCode = main(resolve(process.argv[2] ?? process.cwd()));
