#include "tests/support/fakereader.h"

#include <array>

using namespace Qt::StringLiterals;
using namespace Sync;

// The sample contents of FakeReader: office supplies with awkward ones among them.
namespace Fakes {
namespace {

constexpr std::array nouns{"Stapler", "Copy Paper", "Desk Lamp", "Gel Pen", "Ring Binder", "Whiteboard",
    "Label Printer", "Paper Clips", "Envelope C5", "Monitor Arm"};
constexpr std::array adjectives{"Heavy Duty", "Recycled", "Compact", "Blue", "Ergonomic", "Magnetic", "Wireless"};
constexpr std::array makers{"Northwind Paper", "Contoso Office", "Fabrikam Supplies", "Leaf & Ledger"};

QString entry(const char *text)
{
    return QString::fromLatin1(text);
}

QDateTime sampleTime(qint64 id)
{
    return QDateTime::fromSecsSinceEpoch(1'790'000'000 - id * 4'711, Qt::UTC);
}

Sync::ProductDetail sampleDetail(const ProductRow &row)
{
    Sync::ProductDetail detail;
    detail.row = row;
    detail.handle = row.title.toLower().replace(u' ', u'-');
    detail.descriptionHtml
        = u"<p>A <strong>reliable</strong> companion for the desk.</p><ul><li>Made to last</li></ul>"_s;
    detail.tags = {u"office"_s, u"new"_s};
    detail.optionNames = {u"Colour"_s};
    if (row.id.value % 5 == 0)
        detail.facets = {{u"metafield:custom.material:single_line_text_field"_s, u"Beech & brass"_s},
            {u"metafield:custom.warranty:number_integer"_s, u"24"_s},
            {u"metafield:specs.size:dimension"_s, u"{\"value\":12.5,\"unit\":\"CENTIMETERS\"}"_s},
            {u"metafield:shopify.colour:list.metaobject_reference"_s, u"[\"gid://shopify/Metaobject/1\"]"_s},
            {u"category:standard"_s, u"os-11-8"_s}, {u"collection:64"_s, u"true"_s},
            {u"smart_collection:128"_s, u"true"_s}, {u"publication:9"_s, u"true"_s},
            {u"media:image:30000000000064"_s, u"true"_s}, {u"media:alt:30000000000064"_s, u"A fountain pen, open"_s},
            {u"media:address:30000000000064"_s, u"https://cdn.example.com/files/pen-open.jpg?v=1"_s},
            {u"media:status:30000000000064"_s, u"ready"_s}, {u"media:video:30000000000077"_s, u"true"_s},
            {u"media:status:30000000000077"_s, u"processing"_s}, {u"media:image:31000000000005"_s, u"true"_s},
            {u"media:status:31000000000005"_s, u"failed"_s},
            {u"media:image:https://example.com/pictures/pen-in-its-box.jpg"_s, u"true"_s},
            {u"media:alt:https://example.com/pictures/pen-in-its-box.jpg"_s, u"The pen in its box"_s},
            {u"media:order"_s,
                u"30000000000064 30000000000077 31000000000005 https://example.com/pictures/pen-in-its-box.jpg"_s}};
    detail.contentVersion = 1;
    const std::array<QString, 3> colours{u"Black"_s, u"Blue"_s, u"Red"_s};
    for (int i = 0; i < row.variantCount; ++i) {
        VariantDetail variant;
        variant.id = {row.id.value * 10 + i};
        variant.shopifyId = {row.shopifyId.value * 10 + i};
        variant.position = i + 1;
        variant.title = colours.at(size_t(i) % colours.size());
        variant.sku = row.sku + u'-' + QString::number(i + 1);
        variant.barcode = QString::number(4'000'000'000'000 + row.id.value * 10 + i);
        variant.price = row.minPrice;
        variant.compareAtPrice = i == 0 ? u"129.90"_s : QString();
        variant.cost = u"4.20"_s;
        variant.inventory = int(row.inventory);
        variant.optionValues = {variant.title};
        detail.variants += variant;
    }
    return detail;
}

FieldChange sampleField(qint64 id, QStringView field, QString base, QString local, QString remote)
{
    FieldChange change;
    change.id = {id};
    change.field = field.toString();
    change.base = std::move(base);
    change.local = std::move(local);
    change.remote = std::move(remote);
    return change;
}

QList<FieldChange> sampleFields(qint64 id, Direction direction, bool conflict)
{
    const bool pull = direction == Direction::Pull;
    const qint64 first = id * 100;
    const auto oneSided = [pull, first](int n, QStringView field, const QString &before, const QString &after) {
        return pull ? sampleField(first + n, field, before, before, after)
                    : sampleField(first + n, field, before, after, before);
    };
    QList<FieldChange> fields{
        oneSided(1, Field::title, u"Desk Lamp Classic, black"_s, u"Desk Lamp Classic, matt black"_s),
        oneSided(2, Field::tags, u"[\"office\",\"sale\"]"_s, u"[\"office\",\"new\"]"_s),
        oneSided(3, Field::descriptionHtml, u"<p>Bright light for long days.</p>"_s,
            u"<p>Bright and <em>warm</em> light for long days.</p>"_s),
        oneSided(4, Field::price, u"10.00"_s, u"12.50"_s),
    };
    fields[3].variant = {id * 1000 + 1};
    fields[3].variantTitle = u"Black"_s;
    if (conflict) {
        FieldChange price = sampleField(first + 5, Field::compareAtPrice, u"11.00"_s, u"12.50"_s, u"9.50"_s);
        price.variant = {id * 1000 + 1};
        price.variantTitle = u"Black"_s;
        price.isConflict = true;
        price.severity = Sync::ConflictSeverity::Medium;
        fields.prepend(price);
    }
    return fields;
}

// As the reader of the database tells them: the side that has the product holds its values, decided as a whole.
QList<FieldChange> sampleWhole(const StagedRow &row, const ProductRow &product)
{
    const bool isCreate = row.changeType == ChangeType::Create;
    const bool isInShopify = isCreate == (row.direction == Direction::Pull);
    const auto whole = [isCreate, isInShopify](QStringView field, const QString &value) {
        FieldChange change;
        change.field = field.toString();
        if (!isCreate)
            change.base = value;
        (isInShopify ? change.remote : change.local) = value;
        return change;
    };
    QList<FieldChange> fields{
        whole(Field::title, row.title),
        whole(Field::status, u"active"_s),
        whole(Field::vendor, product.vendor),
        whole(Field::tags, u"[\"office\",\"sale\"]"_s),
        whole(Field::descriptionHtml, u"<p>Bright light for long days.</p>"_s),
        whole(Field::price, product.minPrice),
    };
    fields.last().variant = {row.id.value * 1000 + 1};
    fields.last().variantTitle = u"Black"_s;
    return fields;
}

} // namespace

ProductRow FakeReader::sampleProduct(qint64 id)
{
    constexpr std::array states{SyncStatus::Synced, SyncStatus::Synced, SyncStatus::Modified, SyncStatus::Synced,
        SyncStatus::NeverLinked, SyncStatus::Conflict, SyncStatus::Error, SyncStatus::Synced, SyncStatus::Pending,
        SyncStatus::Unverified, SyncStatus::Syncing};
    const auto at = [id](const auto &list) { return list.at(size_t(id) % list.size()); };
    ProductRow row;
    row.id = {id};
    row.syncStatus = at(states);
    if (row.syncStatus != SyncStatus::NeverLinked)
        row.shopifyId = {8'000'000'000'000 + id};
    row.sku = u"OFF-%1"_s.arg(id, 5, 10, QLatin1Char('0'));
    row.title = u"%1 %2 %3"_s.arg(entry(at(adjectives)), entry(at(nouns))).arg(id);
    row.vendor = entry(at(makers));
    row.productType = id % 3 == 0 ? u"Writing"_s : u"Furniture"_s;
    row.status = id % 9 == 0 ? ProductStatus::Archived : id % 5 == 0 ? ProductStatus::Draft : ProductStatus::Active;
    row.minPrice = u"%1.%2"_s.arg(1 + id * 37 % 1900).arg(id * 7 % 100, 2, 10, QLatin1Char('0'));
    row.inventory = id * 13 % 400;
    row.variantCount = 1 + int(id % 3);
    row.updatedAt = sampleTime(id);
    if (row.shopifyId.isValid())
        row.syncedAt = sampleTime(id).addSecs(600);
    if (row.syncStatus == SyncStatus::Error)
        row.syncError = u"Shopify refused the price: it must not be negative."_s;
    return row;
}

void FakeReader::makeCatalogue(int count)
{
    products.clear();
    details.clear();
    names.facets = {{u"collection:64"_s, u"Staff Picks"_s}, {u"collection:65"_s, u"Back to School"_s},
        {u"smart_collection:128"_s, u"Everything for Writing"_s}, {u"publication:9"_s, u"Online Store"_s},
        {u"publication:10"_s, u"Point of Sale"_s}, {u"stock:70"_s, u"Main Warehouse"_s}};
    names.categories = {{u"os-11-8"_s, u"Office Supplies > Office Instruments > Writing & Drawing Instruments"_s},
        {u"el"_s, u"Electronics"_s}};
    for (int id = 1; id <= count; ++id) {
        ProductRow row = sampleProduct(id);
        if (id == 3)
            row.title = u"<b>Not bold</b> & <img src=x>"_s;
        else if (id == 4)
            row.title = u"\u0642\u0644\u0645 \u062d\u0628\u0631 \u0623\u0632\u0631\u0642"_s;
        products += row;
        if (id <= 50)
            details.insert(row.id, sampleDetail(row));
    }
}

void FakeReader::makeStaged(int count)
{
    constexpr std::array ends{StagedStatus::Approved, StagedStatus::Rejected, StagedStatus::Applied,
        StagedStatus::Failed, StagedStatus::Superseded};
    staged.clear();
    for (int id = 1; id <= count; ++id) {
        const ProductRow product = sampleProduct(id);
        Sync::StagedDetail detail;
        StagedRow &row = detail.row;
        row.id = {id};
        row.direction = id % 3 == 0 ? Direction::Push : Direction::Pull;
        row.changeType = id % 11 == 0 ? ChangeType::Create : id % 13 == 0 ? ChangeType::Delete : ChangeType::Update;
        row.status = id % 4 == 0 ? ends.at(size_t(id / 4) % ends.size()) : StagedStatus::Pending;
        row.product = product.id;
        row.shopifyProduct = product.shopifyId;
        row.title = id == 5 ? u"<b>Not bold</b> & \u0642\u0644\u0645"_s : product.title;
        row.sku = product.sku;
        row.createdAt = sampleTime(id);
        row.stale = id % 17 == 0;
        const bool conflict = id % 7 == 0 && row.changeType == ChangeType::Update;
        if (row.changeType == ChangeType::Update)
            detail.fields = sampleFields(id, row.direction, conflict);
        row.fieldCount = int(detail.fields.size());
        if (row.changeType != ChangeType::Update)
            detail.fields = sampleWhole(row, product);
        row.conflictCount = conflict ? 1 : 0;
        if (conflict)
            row.severity = Sync::ConflictSeverity::Medium;
        if (row.status != StagedStatus::Pending) {
            row.decidedBy = u"Sam at the counter"_s;
            row.decidedAt = sampleTime(id).addSecs(300);
        }
        if (row.status == StagedStatus::Failed) {
            row.failure = u"Shopify refused the price: it must not be negative."_s;
            row.requestId = u"b2c1-77-%1"_s.arg(id);
        }
        staged += detail;
    }
}

void FakeReader::approveToSend(int count)
{
    for (int i = 0; i < count; ++i) {
        Sync::StagedDetail &detail = staged[i];
        if (detail.row.direction == Direction::Pull)
            for (FieldChange &field : detail.fields)
                std::swap(field.local, field.remote);
        detail.row.direction = Direction::Push;
        detail.row.status = StagedStatus::Approved;
    }
}

} // namespace Fakes
