import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from 'wouter';
import type { ConsoleContext, LaunchForm } from '../../protocol';
import { ask } from '../api';
import { LaunchFormView } from '../form/launch-form-view';
import { Breadcrumbs } from '../parts/breadcrumbs';
import { Loading } from '../parts/loading';
import { ProblemAlert } from '../parts/problem-alert';
import { useTitle } from '../parts/use-title';
import { usePlace } from '../place';

/** Page that launches a product: its form as AWS gives it, the plan, and the launch. */
export function LaunchPage({ id, context }: { readonly id: string; readonly context: ConsoleContext }) {
  const { region } = usePlace();
  const version = new URLSearchParams(useSearch()).get('version') ?? undefined;
  const form = useQuery({
    queryKey: ['form', id, version, region],
    queryFn: () =>
      ask<LaunchForm>(`products/${encodeURIComponent(id)}/form`, region, version === undefined ? {} : { version }),
    // Somebody who fills it in mustn't find another one under their hands.
    staleTime: Number.POSITIVE_INFINITY,
  });
  const checks = useQuery({ queryKey: ['checks'], queryFn: () => import('../form/judge-answers') });
  useTitle(`Launch ${form.data?.name ?? id}`);
  if (form.error) return <ProblemAlert error={form.error} retry={() => void form.refetch()} />;
  if (checks.error) return <ProblemAlert error={checks.error} />;
  if (!form.data || !checks.data) return <Loading of="The form" />;
  const { name } = form.data;
  return (
    <SpaceBetween size="l">
      <Breadcrumbs
        parts={[
          [name, `/products/${id}`],
          ['Launch', `/launch/${id}`],
        ]}
      />
      <Header variant="h1" description="Nothing is launched before you have seen the plan.">
        Launch {name} {form.data.version}
      </Header>
      <LaunchFormView
        key={`${id} ${form.data.version} ${region}`}
        form={form.data}
        context={context}
        judge={checks.data.judgeAnswers}
      />
    </SpaceBetween>
  );
}
