/**
 * The hub of the catalog's own app, on the ledgers of the folder that is its argument: renders every product and
 * synthesizes.
 */
import { renderProduct } from '../../catalog/product';
import { defaultSettings } from '../../portfolios/context';
import { createApp } from '../../portfolios/create-app';
import { loadOffers } from '../../portfolios/offers/offers';
import { HubStack } from '../../portfolios/stacks/hub-stack';
import { sampleProducts } from './sample-catalog';

const [folder = ''] = process.argv.slice(2);
const products = sampleProducts();
for (const product of products) renderProduct(product);
const app = createApp();
new HubStack(app, 'Hub', { settings: defaultSettings, offers: loadOffers(folder, products) });
app.synth();
