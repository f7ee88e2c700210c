// Makes resources/shopify/admin-<version>.json: the part of Shopify's Admin schema that Syncdesk's documents and the
// demo shop use, as an introspection result that graphql-js (`buildClientSchema`) and the demo shop both read.
//
//   node packaging/schema/prune-schema.mjs <full introspection .json or .json.gz> <output .json>
//
// Output types keep the fields listed below; arguments, defaults and deprecations stay as Shopify gives them. Input
// types and enums are kept whole as far as a kept argument reaches them. Descriptions go. To use one more field of
// Shopify's, add it here and run the script again: the demo shop refuses what is not in the file.
import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const userErrors = 'field message code';
const page = 'edges nodes pageInfo';
const edge = 'cursor node';

const keep = {
  QueryRoot: `shop currentAppInstallation locations location product products productsCount productVariants
    productVariantsCount productVariant node nodes inventoryItem inventoryItems inventoryLevel bulkOperation
    bulkOperations currentBulkOperation collections collection collectionsCount productByIdentifier productByHandle
    productOperation publications`,
  Mutation: `productCreate productUpdate productDelete productSet productOptionsCreate productOptionUpdate
    productOptionsDelete productOptionsReorder productVariantsBulkCreate productVariantsBulkUpdate
    productVariantsBulkDelete productVariantsBulkReorder inventoryItemUpdate inventorySetQuantities inventoryActivate
    inventoryBulkToggleActivation tagsAdd tagsRemove metafieldsSet metafieldsDelete stagedUploadsCreate
    bulkOperationRunQuery bulkOperationRunMutation bulkOperationCancel
    publishablePublish publishableUnpublish collectionAddProducts collectionRemoveProducts productReorderMedia
    fileUpdate`,

  Shop: `id name email myshopifyDomain currencyCode ianaTimezone timezoneAbbreviation timezoneOffset plan url
    weightUnit createdAt updatedAt`,
  ShopPlan: 'displayName publicDisplayName partnerDevelopment shopifyPlus',
  AppInstallation: 'id accessScopes app',
  App: 'id title handle',
  AccessScope: 'handle description',
  Location: `id legacyResourceId name isActive isFulfillmentService fulfillmentService fulfillsOnlineOrders
    shipsInventory createdAt updatedAt`,
  FulfillmentService: 'id handle serviceName inventoryManagement type',
  Count: 'count precision',
  PageInfo: 'hasNextPage hasPreviousPage startCursor endCursor',

  Product: `id legacyResourceId title handle descriptionHtml description vendor productType status tags seo options
    createdAt updatedAt publishedAt totalInventory tracksInventory hasOnlyDefaultVariant isGiftCard templateSuffix
    requiresSellingPlan variants variantsCount media mediaCount featuredMedia metafield metafields category collections
    inCollection resourcePublications resourcePublicationsV2 resourcePublicationsCount publishedOnPublication`,
  SEO: 'title description',
  ProductOption: 'id name position values optionValues linkedMetafield',
  LinkedMetafield: 'namespace key',
  ProductOptionValue: 'id name hasVariants',
  ProductVariant: `id legacyResourceId title displayName sku barcode price compareAtPrice position inventoryQuantity
    inventoryPolicy taxable availableForSale selectedOptions createdAt updatedAt product inventoryItem metafield
    metafields`,
  SelectedOption: 'name value optionValue',
  InventoryItem: `id legacyResourceId sku tracked requiresShipping unitCost measurement countryCodeOfOrigin
    harmonizedSystemCode inventoryLevel inventoryLevels locationsCount variant createdAt updatedAt`,
  InventoryItemMeasurement: 'id weight',
  Weight: 'unit value',
  MoneyV2: 'amount currencyCode',
  InventoryLevel: 'id item location quantities isActive createdAt updatedAt',
  InventoryQuantity: 'id name quantity updatedAt',
  MediaImage: 'id alt mediaContentType status fileStatus image preview mimeType createdAt updatedAt',
  Video: 'id alt mediaContentType status fileStatus preview createdAt updatedAt',
  ExternalVideo: 'id alt mediaContentType status fileStatus originUrl preview createdAt updatedAt',
  Model3d: 'id alt mediaContentType status fileStatus preview createdAt updatedAt',
  MediaPreviewImage: 'image status',
  Image: 'id url altText width height',
  Metafield: `id legacyResourceId namespace key value jsonValue type compareDigest owner ownerType createdAt updatedAt
    sizeInBytes`,
  Collection: `id legacyResourceId title handle descriptionHtml description sortOrder ruleSet seo templateSuffix
    productsCount products hasProduct updatedAt sources`,
  CollectionSource: 'id title',
  CollectionConditionsSource: 'id title inclusion',
  CollectionSubCollectionsSource: 'id title',
  CollectionSourceInclusion: 'conditions',
  CollectionSourceInclusionCondition: 'id',
  CollectionSourceInclusionConditionProductTag: 'id',
  CollectionSourceInclusionConditionProductType: 'id',
  CollectionSourceInclusionConditionProductVendor: 'id',
  CollectionRuleSet: 'appliedDisjunctively rules',
  CollectionRule: 'column relation condition',
  TaxonomyCategory: 'id name fullName isArchived',
  Publication: 'id name autoPublish supportsFuturePublishing catalog',
  Catalog: 'id title',
  AppCatalog: 'id title',
  ResourcePublication: 'isPublished publishDate publication',
  ResourcePublicationV2: 'isPublished publishDate publication',
  BulkOperation: `id status errorCode createdAt completedAt objectCount rootObjectCount fileSize url partialDataUrl
    query type`,
  ProductSetOperation: 'id status product userErrors',
  ProductDeleteOperation: 'id status deletedProductId product userErrors',

  UserError: userErrors,
  ProductCreatePayload: 'product shop userErrors',
  ProductUpdatePayload: 'product userErrors',
  ProductDeletePayload: 'deletedProductId productDeleteOperation shop userErrors',
  ProductSetPayload: 'product productSetOperation userErrors',
  ProductSetUserError: userErrors,
  ProductOptionsCreatePayload: 'product userErrors',
  ProductOptionsCreateUserError: userErrors,
  ProductOptionUpdatePayload: 'product userErrors',
  ProductOptionUpdateUserError: userErrors,
  ProductOptionsDeletePayload: 'deletedOptionsIds product userErrors',
  ProductOptionsDeleteUserError: userErrors,
  ProductOptionsReorderPayload: 'product userErrors',
  ProductOptionsReorderUserError: userErrors,
  ProductVariantsBulkCreatePayload: 'product productVariants userErrors',
  ProductVariantsBulkCreateUserError: userErrors,
  ProductVariantsBulkUpdatePayload: 'product productVariants userErrors',
  ProductVariantsBulkUpdateUserError: userErrors,
  ProductVariantsBulkDeletePayload: 'product userErrors',
  ProductVariantsBulkDeleteUserError: userErrors,
  ProductVariantsBulkReorderPayload: 'product userErrors',
  ProductVariantsBulkReorderUserError: userErrors,
  InventoryItemUpdatePayload: 'inventoryItem userErrors',
  InventoryActivatePayload: 'inventoryLevel userErrors',
  InventoryBulkToggleActivationPayload: 'inventoryItem inventoryLevels userErrors',
  InventoryBulkToggleActivationUserError: userErrors,
  InventorySetQuantitiesPayload: 'inventoryAdjustmentGroup userErrors',
  InventorySetQuantitiesUserError: userErrors,
  InventoryAdjustmentGroup: 'id createdAt reason referenceDocumentUri changes',
  InventoryChange: 'name delta quantityAfterChange item location',
  TagsAddPayload: 'node userErrors',
  TagsRemovePayload: 'node userErrors',
  MetafieldsSetPayload: 'metafields userErrors',
  MetafieldsSetUserError: `${userErrors} elementIndex`,
  MetafieldsDeletePayload: 'deletedMetafields userErrors',
  MetafieldIdentifier: 'key namespace ownerId',
  StagedUploadsCreatePayload: 'stagedTargets userErrors',
  StagedMediaUploadTarget: 'url resourceUrl parameters',
  StagedUploadParameter: 'name value',
  BulkOperationRunQueryPayload: 'bulkOperation userErrors',
  BulkOperationUserError: userErrors,
  BulkOperationRunMutationPayload: 'bulkOperation userErrors',
  BulkMutationUserError: userErrors,
  BulkOperationCancelPayload: 'bulkOperation userErrors',
  PublishablePublishPayload: 'publishable shop userErrors',
  PublishableUnpublishPayload: 'publishable shop userErrors',
  CollectionAddProductsPayload: 'collection userErrors',
  CollectionRemoveProductsPayload: 'job userErrors',
  ProductReorderMediaPayload: 'job mediaUserErrors userErrors',
  MediaUserError: userErrors,
  FileUpdatePayload: 'files userErrors',
  FilesUserError: userErrors,
  Job: 'id done',

  Node: 'id',
  LegacyInteroperability: 'legacyResourceId',
  HasMetafields: 'metafield metafields',
  HasCompareDigest: 'compareDigest',
  Publishable: 'publishedOnPublication resourcePublications resourcePublicationsCount resourcePublicationsV2',
  DisplayableError: 'field message',
  Media: 'id alt mediaContentType preview status',
  File: 'id alt fileStatus preview createdAt updatedAt',
  ProductOperation: 'product status',
};
for (const name of ['Product', 'ProductVariant', 'InventoryItem', 'InventoryLevel', 'Location', 'Media', 'Metafield',
  'Collection', 'Publication', 'ResourcePublication', 'ResourcePublicationV2', 'BulkOperation']) {
  keep[`${name}Connection`] = page;
  keep[`${name}Edge`] = edge;
}
// Interfaces whose fields are not served for every type; a type that cannot keep the contract does not claim it.
const contracts = new Set(['Node', 'LegacyInteroperability', 'HasMetafields', 'HasCompareDigest', 'Publishable',
  'DisplayableError', 'Media', 'File', 'ProductOperation', 'Catalog', 'CollectionSource',
  'CollectionSourceInclusionCondition']);

const [input, output] = process.argv.slice(2);
if (!input || !output) {
  console.error('usage: node prune-schema.mjs <full introspection .json[.gz]> <output .json>');
  process.exit(2);
}
const bytes = readFileSync(input);
const parsed = JSON.parse(input.endsWith('.gz') ? gunzipSync(bytes) : bytes);
const schema = (parsed.data ?? parsed).__schema;
const types = new Map(schema.types.map((type) => [type.name, type]));

const words = (text) => text.trim().split(/\s+/);
const named = (type) => (type.ofType ? named(type.ofType) : type.name);
const reached = new Set(['String', 'Boolean', 'Int', 'Float', 'ID']);

function slimType(type) {
  return { kind: type.kind, name: type.name ?? null, ofType: type.ofType ? slimType(type.ofType) : null };
}
function slimInput(value) {
  reach(named(value.type));
  return { name: value.name, type: slimType(value.type), defaultValue: value.defaultValue ?? null,
    isDeprecated: value.isDeprecated ?? false, deprecationReason: value.deprecationReason ?? null };
}
const inputs = [];
function reach(name) {
  if (reached.has(name)) return;
  reached.add(name);
  const type = types.get(name);
  if (!type) throw new Error(`The schema has no type ${name}.`);
  if (type.kind === 'OBJECT' || type.kind === 'INTERFACE' || type.kind === 'UNION') {
    if (!keep[name]) throw new Error(`${name} is returned by a kept field but has no list of fields to keep.`);
    return;
  }
  inputs.push({ kind: type.kind, name, fields: null,
    inputFields: type.inputFields ? type.inputFields.map(slimInput) : null, interfaces: null,
    enumValues: type.enumValues?.map(({ name: value, isDeprecated, deprecationReason }) =>
      ({ name: value, isDeprecated: isDeprecated ?? false, deprecationReason: deprecationReason ?? null })) ?? null,
    possibleTypes: null, ...(type.isOneOf ? { isOneOf: true } : {}) });
}

const kept = (type) => keep[type.name] !== undefined;
const outputs = Object.keys(keep).map((name) => {
  const type = types.get(name);
  if (!type) throw new Error(`The schema has no type ${name}.`);
  reached.add(name);
  const wanted = new Set(words(keep[name]));
  const fields = type.fields.filter((field) => wanted.delete(field.name));
  wanted.delete('code'); // plain UserError has none
  if (wanted.size) throw new Error(`${name} has no field ${[...wanted].join(', ')}.`);
  const has = new Set(fields.map((field) => field.name));
  const keepsContract = (contract) => contracts.has(contract.name)
    && words(keep[contract.name]).every((field) => has.has(field));
  return { kind: type.kind, name,
    fields: fields.map((field) => {
      reach(named(field.type));
      return { name: field.name, args: field.args.map(slimInput), type: slimType(field.type),
        isDeprecated: field.isDeprecated ?? false, deprecationReason: field.deprecationReason ?? null };
    }),
    inputFields: null,
    interfaces: (type.interfaces ?? []).filter(keepsContract).map(slimType),
    enumValues: null, possibleTypes: type.possibleTypes ? type.possibleTypes.filter(kept).map(slimType) : null };
});
for (const contract of outputs.filter((type) => type.kind === 'INTERFACE')) {
  contract.possibleTypes = outputs
    .filter((type) => type.kind === 'OBJECT' && type.interfaces.some(({ name }) => name === contract.name))
    .map(({ name }) => ({ kind: 'OBJECT', name, ofType: null }));
}
for (const name of ['String', 'Boolean', 'Int', 'Float', 'ID']) {
  inputs.push({ kind: 'SCALAR', name, fields: null, inputFields: null, interfaces: null, enumValues: null,
    possibleTypes: null });
}
const directives = schema.directives.map(({ name, isRepeatable, locations, args }) =>
  ({ name, isRepeatable: isRepeatable ?? false, locations, args: args.map(slimInput) }));
const all = [...outputs, ...inputs].sort((a, b) => (a.name < b.name ? -1 : 1));
const pruned = { __schema: { queryType: { name: 'QueryRoot' }, mutationType: { name: 'Mutation' },
  subscriptionType: null, directives, types: all } };
// One type a line: small, and a change of one type is one line in a diff.
const text = JSON.stringify(pruned, (key, value) => (key === 'types' ? [] : value)).replace('"types":[]',
  () => `"types":[\n${all.map((type) => JSON.stringify(type)).join(',\n')}\n]`);
writeFileSync(output, `${text}\n`);
console.log(`${all.length} types, ${Math.round(text.length / 1024)} KiB`);
