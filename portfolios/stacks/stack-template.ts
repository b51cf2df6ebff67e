import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Stack, Stage } from 'aws-cdk-lib';
import { CURRENTLY_RECOMMENDED_FLAGS } from 'aws-cdk-lib/cx-api';
import { RootConstruct } from 'constructs';

/**
 * Template of a stack, as CDK synthesizes it. The stack stands in a `Stage` without an `App`, so that it doesn't depend on who
 * renders it.
 *
 * @param build makes the stack in the stage
 */
export function stackTemplate(build: (stage: Stage) => Stack): unknown {
  const root = new RootConstruct();
  for (const [flag, value] of Object.entries(CURRENTLY_RECOMMENDED_FLAGS)) root.node.setContext(flag, value);
  const outdir = mkdtempSync(join(tmpdir(), 'catalog-stack-'));
  try {
    const stage = new Stage(root, 'Stage', { outdir });
    const { artifactId } = build(stage);
    return stage.synth().getStackArtifact(artifactId).template;
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
