/** Resolves once something holds, however long a busy machine takes: the time-out of the test or the hook ends the waiting. */
export async function eventually(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((done) => setTimeout(done, 50));
}
