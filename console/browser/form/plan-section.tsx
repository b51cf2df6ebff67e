import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { verbText } from '../../../catalog/verb-text';
import type { CarryOutRequest, ConsoleContext, PlanView } from '../../protocol';
import { act } from '../api';
import { Command } from '../parts/command';
import { PlannedTable } from '../parts/planned-table';
import { ProblemAlert } from '../parts/problem-alert';
import { usePlace } from '../place';

/** Plan, and the ways on from it. */
export interface PlanSectionProps {
  readonly plan: PlanView;
  readonly context: ConsoleContext;
  discard(): void;
}

/** Plan as AWS has made it, with the question that it asks, and the button that carries it out. */
export function PlanSection({ plan, context, discard }: PlanSectionProps) {
  const { href } = usePlace();
  const [, navigate] = useLocation();
  const [yes, setYes] = useState(false);
  const [typed, setTyped] = useState('');
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => top.current?.focus(), []);
  const { agreement, digest } = plan;
  const carryOut = useMutation({
    mutationFn: () => {
      const request: CarryOutRequest = { digest, region: context.region, yes, typed };
      return act<{ readonly operation: string }>(`plans/${plan.id}/carry-out`, context.region, request);
    },
    onSuccess: ({ operation }) => navigate(href(`/operations/${operation}`)),
  });
  const isAgreed =
    agreement.kind === 'none' ||
    (agreement.kind === 'yes' && yes) ||
    (agreement.kind === 'type-name' && typed === agreement.name);
  return (
    <div ref={top} tabIndex={-1} className="plan">
      <Container
        header={
          <Header
            variant="h2"
            description={`${plan.product} ${plan.version} from ${plan.portfolio}, in ${plan.region}`}
            actions={
              <SpaceBetween size="xs" direction="horizontal">
                <Button onClick={discard}>Discard the plan</Button>
                <Button
                  variant="primary"
                  loading={carryOut.isPending}
                  disabled={!context.allowsChanges || !isAgreed}
                  onClick={() => carryOut.mutate()}
                >
                  {plan.title}
                </Button>
              </SpaceBetween>
            }
          >
            Plan: {plan.title}
          </Header>
        }
      >
        <SpaceBetween size="l">
          {plan.oneWay.length > 0 && (
            <Alert type="warning" header="If the launch fails, some of it stays">
              AWS couldn’t take back what is made protected from deletion: {plan.oneWay.join(', ')}.
            </Alert>
          )}
          {agreement.kind === 'yes' && (
            <Checkbox checked={yes} onChange={({ detail }) => setYes(detail.checked)}>
              {agreement.question} It is AWS’s account {context.account}, and costs money.
            </Checkbox>
          )}
          {agreement.kind === 'type-name' && (
            <FormField label={agreement.question} description={`Type ${agreement.name}.`} controlId="typed">
              <Input controlId="typed" value={typed} onChange={({ detail }) => setTyped(detail.value)} />
            </FormField>
          )}
          {carryOut.error && <ProblemAlert error={carryOut.error} />}
          {!context.allowsChanges && (
            <Alert type="info" header="This console only shows and plans">
              <Command label="With this it may change something" text="npm run catalog -- console --allow-changes" />
            </Alert>
          )}
          <PlannedTable resources={plan.resources} tiers={plan.tiers} />
          <Command text={verbText(plan.command)} />
          <Box color="text-body-secondary">The plan is kept for a quarter of an hour.</Box>
        </SpaceBetween>
      </Container>
    </div>
  );
}
