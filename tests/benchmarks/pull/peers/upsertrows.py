"""The same first pull the way a script that syncs row by row does it: json.loads, one upsert a row by psycopg2,
committed every 50.

Run: python3 upsertrows.py FILE SOCKET_DIRECTORY PORT USER DATABASE; prints the seconds from connect to last commit.
"""
import json
import sys
import time

import psycopg2

UNITS = {'GRAMS': 'g', 'KILOGRAMS': 'kg', 'POUNDS': 'lb', 'OUNCES': 'oz'}
NO_HASH = '00000000-0000-0000-0000-000000000000'
PRODUCT = ('id', 'line_hash', 'content_hash', 'title', 'handle', 'description_html', 'vendor', 'product_type', 'status',
           'tags', 'seo_title', 'seo_description', 'option_names', 'created_at', 'updated_at', 'variant_count')
VARIANT = ('id', 'product_id', 'line_hash', 'content_hash', 'inventory_item_id', 'position', 'title', 'sku', 'barcode',
           'price', 'compare_at_price', 'cost', 'inventory_quantity', 'inventory_policy', 'tracked', 'taxable', 'weight',
           'weight_unit', 'option1', 'option2', 'option3')


def number(gid):
    return int(gid.rsplit('/', 1)[1])


def product_row(o):
    seo = o.get('seo') or {}
    return (number(o['id']), 0, NO_HASH, o['title'], o['handle'], o['descriptionHtml'], o['vendor'], o['productType'],
            o['status'].lower(), o['tags'], seo.get('title') or '', seo.get('description') or '',
            [option['name'] for option in o['options']], o['createdAt'], o['updatedAt'], o['variantsCount']['count'])


def variant_row(o):
    item = o.get('inventoryItem') or {}
    weight = (item.get('measurement') or {}).get('weight') or {}
    options = [option['value'] for option in o['selectedOptions']] + [None] * 3
    return (number(o['id']), number(o['__parentId']), 0, NO_HASH, number(item['id']) if item else None, o['position'],
            o['title'], o['sku'], o['barcode'], o['price'], o['compareAtPrice'], (item.get('unitCost') or {}).get('amount'),
            o['inventoryQuantity'], o['inventoryPolicy'].lower(), item.get('tracked', True), o['taxable'],
            weight.get('value'), UNITS.get(weight.get('unit')), *options[:3])


def upsert(table, columns):
    updates = ', '.join(f'{column} = excluded.{column}' for column in columns[1:])
    casts = {'content_hash': '%s::uuid'}
    values = ', '.join(casts.get(column, '%s') for column in columns)
    return f'INSERT INTO {table} ({", ".join(columns)}) VALUES ({values}) ON CONFLICT (id) DO UPDATE SET {updates}'


def main():
    file, host, port, user, database = sys.argv[1:]
    begun = time.monotonic()
    connection = psycopg2.connect(host=host, port=port, user=user, dbname=database)
    cursor = connection.cursor()
    products = upsert('copied_products', PRODUCT)
    variants = upsert('copied_variants', VARIANT)
    with open(file, encoding='utf-8') as lines:
        for count, line in enumerate(lines, 1):
            o = json.loads(line)
            if '__parentId' in o:
                cursor.execute(variants, variant_row(o))
            else:
                cursor.execute(products, product_row(o))
            if count % 50 == 0:
                connection.commit()
    connection.commit()
    print(time.monotonic() - begun)


main()
