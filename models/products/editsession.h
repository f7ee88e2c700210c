#pragma once

#include "models/paging/pagedmodel.h"
#include "sync/api/engine.h"
#include "sync/api/reader.h"

#include <QHash>
#include <QObject>

#include <optional>

namespace Models {

/// One product open for reading and editing. Every value set is saved at once, one request at a time, what comes
/// meanwhile in the next; a value that could not be saved is kept as a draft of its product, also while another
/// product is open, until it is saved or discarded.
///
/// A product that does not exist yet is open like any other, as `unsaved`: its values are all drafts until create().
class EditSession final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EditSession)

public:
    /// The product that is being made, and its one variant.
    static constexpr Sync::ProductId unsaved{-1};
    static constexpr Sync::VariantId unsavedVariant{-1};

    /// Engine and reader must outlive the session.
    EditSession(Sync::Engine &engine, Sync::Reader &reader, QObject *parent = nullptr);

    /// Reads a product; an id of none closes what is open.
    void open(Sync::ProductId product);
    Sync::ProductId product() const { return m_product; }
    /// Whether the product open does not exist yet.
    bool isNew() const { return m_product == unsaved; }
    /// Reads the open product again; drafts are kept.
    void reload();

    LoadState loadState() const { return m_loadState; }
    /// Why loadState() is Failed.
    const Sync::Failure &loadFailure() const { return m_loadFailure; }
    /// What is stored; absent until read.
    const std::optional<Sync::ProductDetail> &detail() const { return m_detail; }

    /// Canonical text of a field of the product or of a variant: the draft if there is one, else what is stored.
    QString value(const QString &field) const;
    QString value(Sync::VariantId variant, const QString &field) const;
    bool isDraft(const QString &field) const;
    bool isDraft(Sync::VariantId variant, const QString &field) const;
    /// The fields of the product, or of a variant, that are drafts, in no order.
    QStringList draftFields() const;
    QStringList draftFields(Sync::VariantId variant) const;
    bool hasDrafts() const;
    bool isSaving() const;
    /// Whether values can be set: not before they were read, and not while a new product is being made.
    bool canEdit() const { return m_detail && !(isNew() && isSaving()); }
    /// Why the drafts of the open product are not saved; absent while all is well.
    std::optional<Sync::Failure> saveFailure() const;
    /// What was mended or looks odd about the last edit of the open product that was saved; sentences.
    const QStringList &remarks() const { return m_remarks; }
    /// Products, open or not, with drafts that were refused or could not be saved.
    int unsavedProducts() const;

    /// Sets canonical text and saves it. The stored value drops a draft instead.
    void setValue(const QString &field, const QString &value);
    void setValue(Sync::VariantId variant, const QString &field, const QString &value);
    /// The same of several fields of the product, in one edit.
    void setValues(const QHash<QString, QString> &values);
    /// Puts the product's variants, all of them, into another order and saves that.
    void setOrder(const QList<Sync::VariantId> &order);
    /// Variants that are to be made and are not stored yet, in their order behind the others; their ids are their own
    /// and below zero.
    QList<Sync::VariantId> addedVariants() const;
    bool isAdded(Sync::VariantId variant) const;
    /// Whether a stored variant is to go.
    bool isRemoved(Sync::VariantId variant) const;
    /// Why no variant can be added, for staff; nothing when one can.
    std::optional<QString> whyNoVariantCanBeAdded() const;
    /// Adds a variant behind the others and saves it. What is not among the values it has of a stored one that it is
    /// like, but for SKU, barcode and stock.
    void addVariant(Sync::VariantId like, const QHash<QString, QString> &values);
    /// Not the last one, and not one that is just being made.
    bool canRemove(Sync::VariantId variant) const;
    /// Removes a variant and saves that; one that is not stored is forgotten.
    void removeVariant(Sync::VariantId variant);
    /// The names of the product's options, as people know them: none where Shopify has its stand-in for a product
    /// without.
    QStringList options() const;
    /// Gives the product other options, by their names, none for a product without, which has one variant. What
    /// variants have of an option goes with it; what a new one needs is left to be set.
    void setOptions(const QStringList &names);
    /// Sends the drafts again, on top of what is stored now.
    void saveAgain();
    /// Makes the new product of what was set; a failure leaves all as a draft. Only while isNew().
    void create();
    /// Forgets a product that is gone, drafts and all, and closes it if it is open.
    void forget(Sync::ProductId product);
    /// Forgets the drafts of the open product that are not on their way.
    void discardDrafts();

Q_SIGNALS:
    /// Another product, or other stored values, or the load state.
    void detailChanged();
    /// A draft or its saving has changed.
    void draftsChanged();
    /// The new product was made; it is the one that is open, unless another was opened meanwhile.
    void created(const Sync::CreateReport &report);
    /// A product that is no longer open could not be saved; its draft is kept.
    void savedElsewhereFailed(Sync::ProductId product, const Sync::Failure &failure);

private:
    /// A variant that is to be made; its values are among the variants' fields, under its id.
    struct Addition
    {
        Sync::VariantId id;
        Sync::VariantId like;
    };
    struct Values
    {
        QHash<QString, QString> fields;
        QHash<Sync::VariantId, QHash<QString, QString>> variantFields;
        QList<Addition> added;
        QList<Sync::VariantId> removed;

        bool isEmpty() const
        {
            return fields.isEmpty() && variantFields.isEmpty() && added.isEmpty() && removed.isEmpty();
        }
    };
    /// What of one product is not stored yet.
    struct Draft
    {
        Values waiting;
        Values sending;
        std::optional<Sync::Failure> failure = {};
        bool isSending = false;
    };

    Draft draft() const { return m_drafts.value(m_product); }
    QString stored(const QString &field) const;
    QString stored(Sync::VariantId variant, const QString &field) const;
    void read();
    void detailArrived(int ticket, const Sync::Result<Sync::ProductDetail> &answer);
    void takeDetail(const Sync::ProductDetail &detail);
    void draftValue(const QString &field, const QString &value);
    void draftValue(Sync::VariantId variant, const QString &field, const QString &value);
    void save();
    void saved(Sync::ProductId product, const Sync::Result<Sync::EditReport> &answer);
    QList<Sync::VariantId> staying() const;
    void forgetGoneVariants();
    static void putInto(Sync::ProductEdit &edit, const Values &values);
    static void takeAdded(Draft &draft, const QList<Sync::VariantId> &made);
    void creationAnswered(const Sync::Result<Sync::CreateReport> &answer);
    static void mergeBack(Draft &draft);
    void dropEmpty(Sync::ProductId product);

    Sync::Engine &m_engine;
    Sync::Reader &m_reader;
    Sync::ProductId m_product;
    std::optional<Sync::ProductDetail> m_detail;
    LoadState m_loadState = LoadState::Unknown;
    Sync::Failure m_loadFailure;
    QHash<Sync::ProductId, Draft> m_drafts;
    QStringList m_remarks;
    qint64 m_lastAdded = unsavedVariant.value;
    int m_ticket = 0;
    bool m_isReading = false;
    bool m_readAgain = false;
    /// The version on hand is older than our own last edit; nothing may be sent before the next reading.
    bool m_versionIsOld = false;
};

} // namespace Models
