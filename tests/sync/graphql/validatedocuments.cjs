// Validates every GraphQL document against Shopify's schema.
// Run: NODE_PATH=<where graphql-js lies> node validatedocuments.cjs <folder of documents> <pruned schema>
//
// Beyond the specification's rules: one named operation a file, a comment on top, nothing deprecated, every mutation
// asks for its userErrors, and what is handed to a bulk operation keeps to the rules of bulk operations.
'use strict';
const { readFileSync, readdirSync } = require('fs');
const { join } = require('path');
const { buildClientSchema, parse, validate, specifiedRules, NoDeprecatedCustomRule, TypeInfo, visit, visitWithTypeInfo,
  getNamedType } = require('graphql');

const [folder, schemaFile] = process.argv.slice(2);
if (!folder || !schemaFile) {
  console.error('usage: validatedocuments.cjs <folder of documents> <schema .json>');
  process.exit(2);
}
const introspection = JSON.parse(readFileSync(schemaFile, 'utf8'));
const schema = buildClientSchema(introspection.data ?? introspection);

function operationFaults(document) {
  const operations = document.definitions.filter(({ kind }) => kind === 'OperationDefinition');
  if (operations.length !== 1) return ['holds more or less than one operation'];
  if (!operations[0].name) return ['has an operation without a name'];
  return [];
}

function mutationFaults(document) {
  const faults = [];
  for (const operation of document.definitions) {
    if (operation.operation !== 'mutation') continue;
    for (const field of operation.selectionSet.selections) {
      const errors = field.selectionSet.selections.find(({ name }) =>
        ['userErrors', 'mediaUserErrors'].includes(name?.value));
      const asked = errors?.selectionSet.selections.map(({ name }) => name.value) ?? [];
      if (!asked.includes('field') || !asked.includes('message')) {
        faults.push(`does not ask ${field.name.value} for field and message of its userErrors`);
      }
    }
  }
  return faults;
}

function bulkFaults(document) {
  const faults = [];
  const typeInfo = new TypeInfo(schema);
  let depth = 0;
  let connections = 0;
  const isConnection = () => getNamedType(typeInfo.getType()).name.endsWith('Connection');
  visit(document, visitWithTypeInfo(typeInfo, { Field: {
    enter(node) {
      if (node.name.value === 'nodes') faults.push('uses nodes, which bulk operations refuse');
      if (node.name.value === 'pageInfo') faults.push('uses pageInfo, which means nothing in a bulk operation');
      if (!isConnection()) return;
      connections += 1;
      depth += 1;
      if (depth > 3) faults.push('nests connections more than two deep below the first');
    },
    leave() { if (isConnection()) depth -= 1; },
  } }));
  if (connections < 1 || connections > 5) faults.push(`has ${connections} connections, not one to five`);
  return faults;
}

const names = readdirSync(folder).filter((name) => name.endsWith('.graphql')).sort();
let broken = names.length === 0 ? 1 : 0;
for (const name of names) {
  const text = readFileSync(join(folder, name), 'utf8');
  const faults = [];
  if (!text.startsWith('# ')) faults.push('has no comment on top that says what it is for');
  try {
    const document = parse(text);
    faults.push(...validate(schema, document, [...specifiedRules, NoDeprecatedCustomRule]).map(({ message }) => message));
    faults.push(...operationFaults(document), ...mutationFaults(document));
    if (/^bulk_(products|collections)/.test(name)) faults.push(...bulkFaults(document));
  } catch (error) {
    faults.push(error.message);
  }
  faults.forEach((fault) => console.error(`${name}: ${fault}`));
  broken += faults.length;
}
console.log(`${names.length} documents, ${broken} faults`);
process.exit(broken === 0 ? 0 : 1);
