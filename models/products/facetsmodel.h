#pragma once

#include "models/products/editsession.h"

#include <QAbstractTableModel>

namespace Models {

/// The metafields of the product open in an edit session and of its variants, and their stock at each of several
/// locations: whose, name, type and value, the last editable; what is set is saved by the session, and an empty value
/// takes a metafield away, or the variant from the location. Answers DraftRole beside Qt's roles.
class FacetsModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FacetsModel)

public:
    enum Column { OwnerColumn, NameColumn, ValueColumn, TypeColumn, ColumnCount };

    /// `session` must outlive the model.
    explicit FacetsModel(EditSession &session, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

private:
    /// A facet of the product, or of a variant when it names one.
    struct Row
    {
        Sync::VariantId variant;
        QString owner;
        QString field;
        QString place; ///< What the location of stock is called.
        QString unwritable; ///< Why it cannot be edited.

        bool operator==(const Row &) const = default;
    };

    void takeDetail();
    static void addStock(
        QList<Row> &rows, const Sync::VariantDetail &variant, const QList<Sync::StockLocation> &locations);
    void touchAll();
    QString value(const Row &row) const;
    bool isDraft(const Row &row) const;
    QString text(const Row &row, int column) const;

    EditSession &m_session;
    QList<Row> m_rows;
};

} // namespace Models
