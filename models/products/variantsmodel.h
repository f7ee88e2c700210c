#pragma once

#include "models/products/editsession.h"

#include <QAbstractTableModel>

#include <optional>

namespace Models {

/// The variants of the product open in an edit session in their order, editable; what is set is saved by the session.
/// Those that were just added are among them, and so are those just removed until that is saved. Answers DraftRole
/// beside Qt's roles.
class VariantsModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(VariantsModel)

public:
    /// `session` must outlive the model.
    explicit VariantsModel(EditSession &session, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

    /// Whether the variant of a row can change places with the one `by` rows further down, or up when that is negative.
    bool canMove(int row, int by) const;
    void move(int row, int by);
    /// The variant of a row; none where there is no row.
    Sync::VariantId variantAt(int row) const;
    /// Whether a variant is stored and not about to go.
    bool isStored(int row) const;
    /// Whether Shopify has the variant.
    bool isInShopify(int row) const;
    /// What a variant has in a field, as the session has it.
    QString value(int row, QStringView field) const;
    /// The names of the product's options, at most three.
    const QStringList &options() const { return m_options; }
    /// The column of an option, by its place.
    static int optionColumn(int place);
    /// What variants have of an option already, by its place, without repeats.
    QStringList optionValues(int place) const;
    /// Why no variant can have these values of the options, for staff; nothing when one can.
    std::optional<QString> whyNotOptionValues(const QStringList &values) const;

private:
    void take();
    void takeOptions();
    bool takeInPlace(const QList<Sync::VariantDetail> &variants);
    QList<Sync::VariantDetail> shown() const;
    QList<Sync::VariantDetail> ordered(QList<Sync::VariantDetail> variants) const;
    void arrange(const QList<Sync::VariantDetail> &variants);
    void touchAll();
    /// Whether a column is the sum of stock at several locations, which is edited there.
    bool isSum(QStringView field) const;
    bool isDraft(int row, int column) const;
    QString whyDraft(int row) const;
    QString label(int column) const;
    QString text(int row, int column) const;
    QString editText(int row, int column) const;

    EditSession &m_session;
    QList<Sync::VariantDetail> m_variants;
    QStringList m_options; ///< As they are shown, each with a column of its own.
};

} // namespace Models
