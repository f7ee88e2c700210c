#pragma once

#include "models/products/editsession.h"

#include <QAbstractTableModel>

namespace Models {

/// The variants of the product open in an edit session in their order, editable; what is set is saved by the session.
/// Answers DraftRole beside Qt's roles.
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

private:
    void takeDetail();
    void takeDrafts();
    void takeOptions();
    QList<Sync::VariantDetail> ordered(QList<Sync::VariantDetail> variants) const;
    void arrange(const QList<Sync::VariantDetail> &variants);
    void touchAll();
    /// Whether a column is the sum of stock at several locations, which is edited there.
    bool isSum(QStringView field) const;
    QString label(int column) const;
    QString text(int row, int column) const;
    QString editText(int row, int column) const;

    EditSession &m_session;
    QList<Sync::VariantDetail> m_variants;
    QStringList m_options; ///< As they are shown, each with a column of its own.
};

} // namespace Models
