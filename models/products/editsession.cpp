#include "models/products/editsession.h"

#include "models/products/storedvalues.h"

namespace Models {

using Sync::VariantId;

namespace {

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
    forgetGoneVariants();
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
    return isAdded(variant) || own.waiting.variantFields.value(variant).contains(field)
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
    if (!canEdit() || isRemoved(variant) || value == this->value(variant, field))
        return;
    draftValue(variant, field, value);
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
        putInto(edit, own.sending);
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
    if (answer)
        takeAdded(own, answer->added);
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

void EditSession::dropEmpty(Sync::ProductId product)
{
    const auto found = m_drafts.constFind(product);
    if (found != m_drafts.cend() && found->waiting.isEmpty() && found->sending.isEmpty() && !found->isSending)
        m_drafts.erase(found);
}

} // namespace Models

#include "moc_editsession.cpp"
