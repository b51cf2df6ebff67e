import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { verbText } from '../../../catalog/verb-text';
import type { ConsoleContext, FormPath, LaunchForm, LaunchRequest, PlanView } from '../../protocol';
import { act } from '../api';
import { Command } from '../parts/command';
import { ProblemAlert } from '../parts/problem-alert';
import { usePlace } from '../place';
import { type Answers, hiddenAnswers, questionsOf, shownAnswers } from './answers';
import type { judgeAnswers } from './judge-answers';
import { launchCommand } from './launch-command';
import { MessageText } from './message-text';
import { PlanSection } from './plan-section';
import { fieldId } from './question-field';
import { QuestionGroup } from './question-group';
import { useAnswers } from './use-answers';

/** Form as AWS gives it, and where it launches. */
export interface LaunchFormViewProps {
  readonly form: LaunchForm;
  readonly context: ConsoleContext;
  readonly judge: typeof judgeAnswers;
}

/** Launch form: its groups, what is wrong with the answers while they are typed, the plan of the launch. */
export function LaunchFormView({ form, context, judge }: LaunchFormViewProps) {
  const { region } = usePlace();
  const { answers, name, isDraft, setAnswer, setName, reset } = useAnswers(form, region);
  const [wantedPath, setWantedPath] = useState<string>();
  const [chosenTags, setChosenTags] = useState<Answers>({});
  const [isTried, setIsTried] = useState(false);
  const [opened, setOpened] = useState<Readonly<Record<string, boolean>>>({});
  const questions = useMemo(() => questionsOf(form), [form]);
  const place = useMemo(() => ({ accountId: context.account, region: context.region }), [context]);
  const verdict = useMemo(() => judge(form, answers, place), [judge, form, answers, place]);
  const path = verdict.accepting.find(({ pathId }) => pathId === wantedPath) ?? verdict.accepting[0];
  const subject = name ?? (answers.EnvironmentName ? `${answers.EnvironmentName}-${form.id}` : '');
  const tags = path ? chosenOf(path.tags, chosenTags) : {};
  const wrong = [...verdict.unanswered, ...Object.keys(verdict.problems)];
  const isReady = subject !== '' && path !== undefined && wrong.length === 0;

  const setOpen = useCallback(
    (title: string, isOpen: boolean) => setOpened((old) => ({ ...old, [title]: isOpen })),
    [],
  );
  const groupOf = useCallback(
    (key: string) => form.groups.find((group) => group.questions.some((question) => question.key === key)),
    [form],
  );
  const focus = useCallback(
    (key: string) => {
      setOpen(groupOf(key)?.title ?? '', true);
      // The field is there once the group is open.
      requestAnimationFrame(() => requestAnimationFrame(() => document.getElementById(fieldId(key))?.focus()));
    },
    [groupOf, setOpen],
  );

  const errors = useMemo(() => {
    const found: Record<string, ReactNode> = { ...verdict.problems };
    for (const { text, parameters } of verdict.broken) {
      for (const key of parameters) found[key] ??= text;
    }
    if (isTried) for (const key of verdict.unanswered) found[key] ??= 'This must be answered.';
    return found;
  }, [verdict, isTried]);

  const plan = useMutation({
    mutationFn: (request: LaunchRequest) => act<PlanView>('plans', region, request),
  });
  const { data: planned, reset: forgetPlan } = plan;
  // Whoever changes an answer, or leaves, has another launch in mind than the one that was planned.
  const shown = useRef<PlanView>(undefined);
  shown.current = planned;
  const discard = useCallback(() => {
    if (shown.current) void act(`plans/${shown.current.id}/discard`, region).catch(() => {});
    shown.current = undefined;
    forgetPlan();
  }, [region, forgetPlan]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is these that make a plan another one
  useEffect(() => discard, [answers, name, wantedPath, chosenTags, discard]);

  const summary = useRef<HTMLDivElement>(null);
  const makePlan = () => {
    setIsTried(true);
    if (!isReady) {
      for (const key of wrong) setOpen(groupOf(key)?.title ?? '', true);
      requestAnimationFrame(() => summary.current?.focus());
      return;
    }
    plan.mutate({
      ...{ kind: 'launch', product: form.id, version: form.version, name: subject, path: path.pathId, tags },
      answers: shownAnswers(form, answers),
      hidden: hiddenAnswers(form, answers),
    });
  };
  return (
    <SpaceBetween size="l">
      {isDraft && (
        <Alert type="info" action={<Button onClick={reset}>Begin anew</Button>}>
          These are your answers of before.
        </Alert>
      )}
      {verdict.broken.length > 0 && (
        <Alert type="warning" header="The answers don’t fit together yet">
          <ul className="reasons" aria-live="polite">
            {verdict.broken.map(({ text }) => (
              <li key={text}>
                <MessageText text={text} questions={questions} focus={focus} />
              </li>
            ))}
          </ul>
        </Alert>
      )}
      {form.groups.map((group, index) => (
        <QuestionGroup
          key={group.title}
          group={group}
          answers={answers}
          errors={errors}
          isOpen={
            opened[group.title] ??
            (index === 0 || group.questions.some(({ parameter }) => parameter.Default === undefined))
          }
          setOpen={setOpen}
          setAnswer={setAnswer}
        />
      ))}
      <Container header={<Header variant="h2">Name and portfolio</Header>}>
        <SpaceBetween size="l">
          <FormField
            label="Name of what is launched"
            description="One has it in this account and region; by it you find it again."
            controlId="subject"
          >
            <Input controlId="subject" value={subject} onChange={({ detail }) => setName(detail.value || undefined)} />
          </FormField>
          <FormField
            label="Portfolio"
            description="Its rules and its roles hold for what is launched. Only those that accept your answers can be chosen."
            controlId="portfolio"
          >
            <Select
              controlId="portfolio"
              placeholder="None accepts the answers yet"
              selectedOption={path ? { value: path.pathId, label: path.portfolio } : null}
              options={verdict.accepting.map(({ pathId, portfolio }) => ({ value: pathId, label: portfolio }))}
              onChange={({ detail }) => setWantedPath(detail.selectedOption.value)}
            />
          </FormField>
          {Object.keys(tags).map((key) => (
            <FormField key={key} label={`Tag ${key}`} controlId={`tag-${key}`}>
              <Select
                controlId={`tag-${key}`}
                selectedOption={{ value: tags[key] ?? '', label: tags[key] ?? '' }}
                options={path?.tags[key]?.map((value) => ({ value, label: value }))}
                onChange={({ detail }) =>
                  setChosenTags((old) => ({ ...old, [key]: detail.selectedOption.value ?? '' }))
                }
              />
            </FormField>
          ))}
        </SpaceBetween>
      </Container>
      {isTried && wrong.length > 0 && (
        <div ref={summary} tabIndex={-1}>
          <Alert type="error" header={wrong.length === 1 ? 'One answer is open' : `${wrong.length} answers are open`}>
            <MessageText text={wrong.join(', ')} questions={questions} focus={focus} />
          </Alert>
        </div>
      )}
      {!planned && (
        <Command text={verbText(launchCommand(form, { subject, answers: shownAnswers(form, answers), path, tags }))} />
      )}
      {plan.error && <ProblemAlert error={plan.error} />}
      {planned ? (
        <PlanSection plan={planned} context={context} discard={discard} />
      ) : (
        <Button variant="primary" loading={plan.isPending} loadingText="AWS is planning" onClick={makePlan}>
          Plan the launch
        </Button>
      )}
    </SpaceBetween>
  );
}

/** Values of the TagOptions that leave a choice: the chosen one, else the first. The others AWS's form decides by itself. */
function chosenOf(tags: FormPath['tags'], chosen: Answers): Answers {
  const open = Object.entries(tags).filter(([, values]) => values.length > 1);
  return Object.fromEntries(
    open.map(([key, [first = '', ...others]]) => {
      const value = chosen[key] ?? '';
      return [key, others.includes(value) ? value : first];
    }),
  );
}
