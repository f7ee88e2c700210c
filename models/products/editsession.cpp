#include "models/products/editsession.h"

#include "models/format/fields.h"
#include "models/products/optionmoves.h"
#include "sync/api/facets.h"
#include "sync/api/options.h"

namespace Models {

namespace Field = Sync::Field;
using Sync::VariantId;

namespace {

QString storedValue(const Sync::ProductDetail &detail, QStringView field)
{
    if (Sync::isFacet(field))
        return detail.facets.value(field.toString());
    if (field == Field::title)
        return detail.row.title;
    if (field == Field::handle)
        return detail.handle;
    if (field == Field::descriptionHtml)
        return detail.descriptionHtml;
    if (field == Field::vendor)
        return detail.row.vendor;
    if (field == Field::productType)
        return detail.row.productType;
    if (field == Field::status)
        return toWord(detail.row.status);
    if (field == Field::tags)
        return canonicalList(detail.tags);
    if (field == Field::optionNames)
        return canonicalList(detail.optionNames);
    if (field == Field::seoTitle)
        return detail.seoTitle;
    return field == Field::seoDescription ? detail.seoDescription : QString();
}

QString storedValue(const Sync::VariantDetail &variant, QStringView field)
{
    if (Sync::isFacet(field))
        return variant.facets.value(field.toString());
    if (field == Field::sku)
        return variant.sku;
    if (field == Field::barcode)
        return variant.barcode;
    if (field == Field::price)
        return variant.price;
    if (field == Field::compareAtPrice)
        return variant.compareAtPrice;
    if (field == Field::cost)
        return variant.cost;
    if (field == Field::position)
        return QString::number(variant.position);
    for (qsizetype i = 0; i < std::ssize(Sync::optionFields); ++i)
        if (field == Sync::optionFields[i])
            return variant.optionValues.value(i);
    return field == Field::inventoryQuantity ? QString::number(variant.inventory) : QString();
}

/// What a product is before anybody has set anything.
Sync::ProductDetail blankProduct()
{
    Sync::ProductDetail blank;
    blank.row.id = EditSession::unsaved;
    Sync::VariantDetail variant;
    variant.id = EditSession::unsavedVariant;
    variant.title = Sync::defaultOptionValue.toString();
    blank.variants += variant;
    return blank;
}

} // namespace

EditSession::EditSession(Sync::Engine &engine, Sync::Reader &reader, QObject *parent)
    : QObject(parent)
    , m_engine(engine)
    , m_reader(reader)
{
    connect(&reader, &Sync::Reader::catalogueChanged, this, &EditSession::reload);
}

void EditSession::open(Sync::ProductId product)
{
    if (product == m_product)
        return;
    m_product = product;
    m_detail.reset();
    m_remarks.clear();
    m_versionIsOld = false;
    m_loadState = LoadState::Unknown;
    if (product.isValid() && !isNew()) {
        read();
    } else {
        ++m_ticket;
        m_isReading = false;
    }
    if (isNew()) {
        m_detail = blankProduct();
        m_loadState = LoadState::Ready;
    }
    Q_EMIT detailChanged();
    Q_EMIT draftsChanged();
}

// A reading under way is let finish, or frequent changes would keep any from being shown.
void EditSession::reload()
{
    if (m_isReading)
        m_readAgain = true;
    else if (m_product.isValid() && !isNew())
        read();
}

void EditSession::read()
{
    const int ticket = ++m_ticket;
    m_isReading = true;
    m_readAgain = false;
    m_loadState = LoadState::Loading;
    whenAnswered(m_reader.productDetail(m_product), this,
        [this, ticket](const Sync::Result<Sync::ProductDetail> &answer) { detailArrived(ticket, answer); });
}

void EditSession::detailArrived(int ticket, const Sync::Result<Sync::ProductDetail> &answer)
{
    if (ticket != m_ticket)
        return;
    m_isReading = false;
    if (answer) {
        takeDetail(*answer);
    } else {
        m_loadState = LoadState::Failed;
        m_loadFailure = answer.failure();
        Q_EMIT detailChanged();
    }
    if (m_readAgain && !m_isReading)
        read();
}

void EditSession::takeDetail(const Sync::ProductDetail &detail)
{
    m_loadState = LoadState::Ready;
    m_detail = detail;
    // Values shown as "being saved" until now are what is stored.
    if (std::exchange(m_versionIsOld, false) && m_drafts.contains(m_product)) {
        m_drafts[m_product].sending = {};
        dropEmpty(m_product);
    }
    Q_EMIT detailChanged();
    Q_EMIT draftsChanged();
    const Draft waiting = draft();
    if (!waiting.failure && !waiting.waiting.isEmpty())
        save();
}

QString EditSession::stored(const QString &field) const
{
    return m_detail ? storedValue(*m_detail, field) : QString();
}

QString EditSession::stored(VariantId id, const QString &field) const
{
    if (m_detail)
        for (const Sync::VariantDetail &variant : m_detail->variants)
            if (variant.id == id)
                return storedValue(variant, field);
    return {};
}

QString EditSession::value(const QString &field) const
{
    const Draft own = draft();
    if (own.waiting.fields.contains(field))
        return own.waiting.fields.value(field);
    return own.sending.fields.contains(field) ? own.sending.fields.value(field) : stored(field);
}

QString EditSession::value(VariantId variant, const QString &field) const
{
    const Draft own = draft();
    const auto waiting = own.waiting.variantFields.value(variant);
    if (waiting.contains(field))
        return waiting.value(field);
    const auto sending = own.sending.variantFields.value(variant);
    return sending.contains(field) ? sending.value(field) : stored(variant, field);
}

bool EditSession::isDraft(const QString &field) const
{
    const Draft own = draft();
    return own.waiting.fields.contains(field) || own.sending.fields.contains(field);
}

bool EditSession::isDraft(VariantId variant, const QString &field) const
{
    const Draft own = draft();
    return own.waiting.variantFields.value(variant).contains(field)
        || own.sending.variantFields.value(variant).contains(field);
}

QStringList EditSession::draftFields() const
{
    const Draft own = draft();
    return own.waiting.fields.keys() + own.sending.fields.keys();
}

QStringList EditSession::draftFields(VariantId variant) const
{
    const Draft own = draft();
    return own.waiting.variantFields.value(variant).keys() + own.sending.variantFields.value(variant).keys();
}

bool EditSession::hasDrafts() const
{
    const Draft own = draft();
    return !own.waiting.isEmpty() || !own.sending.isEmpty();
}

bool EditSession::isSaving() const
{
    return draft().isSending;
}

std::optional<Sync::Failure> EditSession::saveFailure() const
{
    return draft().failure;
}

int EditSession::unsavedProducts() const
{
    int unsavedCount = 0;
    for (auto draft = m_drafts.cbegin(); draft != m_drafts.cend(); ++draft)
        unsavedCount += draft->failure.has_value() || draft.key() == unsaved;
    return unsavedCount;
}

void EditSession::setValue(const QString &field, const QString &value)
{
    if (!canEdit() || value == this->value(field))
        return;
    draftValue(field, value);
    save();
}

void EditSession::setValues(const QHash<QString, QString> &values)
{
    if (!canEdit())
        return;
    for (auto value = values.cbegin(); value != values.cend(); ++value)
        draftValue(value.key(), value.value());
    save();
}

void EditSession::draftValue(const QString &field, const QString &value)
{
    Draft &own = m_drafts[m_product];
    if (value == stored(field) && !own.sending.fields.contains(field))
        own.waiting.fields.remove(field);
    else
        own.waiting.fields.insert(field, value);
    own.failure.reset();
    m_remarks.clear();
}

void EditSession::setValue(VariantId variant, const QString &field, const QString &value)
{
    if (!canEdit() || value == this->value(variant, field))
        return;
    draftValue(variant, field, value);
    save();
}

void EditSession::setOrder(const QList<VariantId> &order)
{
    if (!canEdit())
        return;
    for (qsizetype i = 0; i < order.size(); ++i)
        draftValue(order.at(i), Field::position.toString(), QString::number(i + 1));
    save();
}

QStringList EditSession::options() const
{
    const QStringList names = listEntries(value(Field::optionNames.toString()));
    const bool isOne
        = m_detail && m_detail->variants.size() < 2 && names == QStringList{Sync::defaultOption.toString()};
    const QString held = isOne && !m_detail->variants.isEmpty()
        ? value(m_detail->variants.first().id, Field::option1.toString())
        : QString();
    return isOne && (held.isEmpty() || held == Sync::defaultOptionValue) ? QStringList() : names;
}

void EditSession::setOptions(const QStringList &names)
{
    if (!canEdit() || (names.isEmpty() && m_detail->variants.size() > 1))
        return;
    const QStringList was = options();
    const bool isWithout = names.isEmpty() || (was.isEmpty() && names == QStringList{Sync::defaultOption.toString()});
    draftValue(
        Field::optionNames.toString(), canonicalList(isWithout ? QStringList{Sync::defaultOption.toString()} : names));
    for (const Sync::VariantDetail &variant : m_detail->variants) {
        QStringList values;
        for (const QStringView option : Sync::optionFields)
            values += value(variant.id, option.toString());
        values = isWithout ? QStringList{Sync::defaultOptionValue.toString()} : movedOptions(was, names, values);
        for (qsizetype i = 0; i < std::ssize(Sync::optionFields); ++i)
            draftValue(variant.id, Sync::optionFields[i].toString(), values.value(i));
    }
    save();
}

void EditSession::draftValue(VariantId variant, const QString &field, const QString &value)
{
    Draft &own = m_drafts[m_product];
    QHash<QString, QString> &fields = own.waiting.variantFields[variant];
    if (value == stored(variant, field) && !own.sending.variantFields.value(variant).contains(field))
        fields.remove(field);
    else
        fields.insert(field, value);
    if (fields.isEmpty())
        own.waiting.variantFields.remove(variant);
    own.failure.reset();
    m_remarks.clear();
}

void EditSession::saveAgain()
{
    if (!m_drafts.contains(m_product))
        return;
    m_drafts[m_product].failure.reset();
    if (isNew())
        create();
    else
        save();
}

void EditSession::discardDrafts()
{
    if (!m_drafts.contains(m_product))
        return;
    m_drafts[m_product].waiting = {};
    m_drafts[m_product].failure.reset();
    dropEmpty(m_product);
    Q_EMIT draftsChanged();
}

void EditSession::save()
{
    Draft &own = m_drafts[m_product];
    if (m_detail && !isNew() && !m_versionIsOld && !own.isSending && !own.waiting.isEmpty()) {
        own.sending = std::exchange(own.waiting, {});
        own.isSending = true;
        Sync::ProductEdit edit{m_product, m_detail->contentVersion};
        edit.fields = own.sending.fields;
        edit.variantFields = own.sending.variantFields;
        whenAnswered(m_engine.editProduct(edit), this,
            [this, product = m_product](const Sync::Result<Sync::EditReport> &answer) { saved(product, answer); });
    }
    dropEmpty(m_product);
    Q_EMIT draftsChanged();
}

void EditSession::saved(Sync::ProductId product, const Sync::Result<Sync::EditReport> &answer)
{
    Draft &own = m_drafts[product];
    own.isSending = false;
    if (!answer) {
        own.failure = answer.failure();
        mergeBack(own);
    } else if (product == m_product) {
        m_remarks = answer->remarks;
        m_versionIsOld = true;
        read();
    } else {
        own.sending = {};
    }
    dropEmpty(product);
    if (product == m_product)
        Q_EMIT draftsChanged();
    else if (!answer)
        Q_EMIT savedElsewhereFailed(product, answer.failure());
}

void EditSession::create()
{
    if (!isNew() || isSaving())
        return;
    Draft &own = m_drafts[unsaved];
    own.failure.reset();
    own.sending = std::exchange(own.waiting, {});
    own.isSending = true;
    const Sync::NewProduct product{own.sending.fields, {own.sending.variantFields.value(unsavedVariant)}};
    whenAnswered(m_engine.createProduct(product), this,
        [this](const Sync::Result<Sync::CreateReport> &answer) { creationAnswered(answer); });
    Q_EMIT draftsChanged();
}

void EditSession::creationAnswered(const Sync::Result<Sync::CreateReport> &answer)
{
    Draft &own = m_drafts[unsaved];
    own.isSending = false;
    if (!answer) {
        own.failure = answer.failure();
        mergeBack(own);
        if (isNew())
            Q_EMIT draftsChanged();
        else
            Q_EMIT savedElsewhereFailed(unsaved, answer.failure());
        return;
    }
    m_drafts.remove(unsaved);
    if (isNew()) {
        open(answer->product);
        m_remarks = answer->remarks;
        Q_EMIT draftsChanged();
    }
    Q_EMIT created(*answer);
}

void EditSession::forget(Sync::ProductId product)
{
    m_drafts.remove(product);
    if (product == m_product)
        open({});
}

// What was being sent waits again, except where a newer value waits already.
void EditSession::mergeBack(Draft &draft)
{
    Values sent = std::exchange(draft.sending, {});
    sent.fields.insert(draft.waiting.fields);
    for (auto variant = draft.waiting.variantFields.cbegin(); variant != draft.waiting.variantFields.cend(); ++variant)
        sent.variantFields[variant.key()].insert(*variant);
    draft.waiting = std::move(sent);
}

void EditSession::dropEmpty(Sync::ProductId product)
{
    const auto found = m_drafts.constFind(product);
    if (found != m_drafts.cend() && found->waiting.isEmpty() && found->sending.isEmpty() && !found->isSending)
        m_drafts.erase(found);
}

} // namespace Models

#include "moc_editsession.cpp"
