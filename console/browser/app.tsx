import AppLayout from '@cloudscape-design/components/app-layout';
import { useQuery } from '@tanstack/react-query';
import { Route, Switch } from 'wouter';
import type { ConsoleContext } from '../protocol';
import { ask } from './api';
import { LaunchPage } from './pages/launch-page';
import { OperationPage } from './pages/operation-page';
import { OperationsPage } from './pages/operations-page';
import { ProductPage } from './pages/product-page';
import { ProductsPage } from './pages/products-page';
import { Loading } from './parts/loading';
import { NothingHere } from './parts/nothing-here';
import { ProblemAlert } from './parts/problem-alert';
import { TopBar } from './parts/top-bar';
import { usePlace } from './place';

/** The console: the bar that says where one is, the pages, and the way between them. */
export function App() {
  const { region } = usePlace();
  const context = useQuery({
    queryKey: ['context', region],
    queryFn: () => ask<ConsoleContext>('context', region),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <>
      <TopBar context={context.data} />
      <AppLayout
        headerSelector="#bar"
        toolsHide
        navigationHide
        content={
          context.error ? (
            <ProblemAlert error={context.error} retry={() => void context.refetch()} />
          ) : context.data ? (
            <Switch>
              <Route path="/" component={ProductsPage} />
              <Route path="/products/:id">{({ id }) => <ProductPage key={id} id={id} />}</Route>
              <Route path="/launch/:id">{({ id }) => <LaunchPage key={id} id={id} context={context.data} />}</Route>
              <Route path="/operations" component={OperationsPage} />
              <Route path="/operations/:id">{({ id }) => <OperationPage key={id} id={id} />}</Route>
              <Route component={NothingHere} />
            </Switch>
          ) : (
            <Loading of="The account" />
          )
        }
      />
    </>
  );
}
