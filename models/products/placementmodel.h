#pragma once

#include "models/products/editsession.h"

#include <QAbstractTableModel>

namespace Models {

/// The collections and sales channels of the product open in an edit session: what they are called and of which sort.
/// What is put in or taken out is saved by the session. Answers DraftRole beside Qt's roles.
class PlacementModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PlacementModel)

public:
    enum Column { NameColumn, SortColumn, ColumnCount };

    /// A collection or sales channel of the shop.
    struct Choice
    {
        QString field;
        QString text; ///< Its label.
    };

    /// `session` must outlive the model.
    explicit PlacementModel(EditSession &session, QObject *parent = nullptr);

    /// The shop's collections filled by hand and its sales channels that the product is not in, by name.
    QList<Choice> choices() const;
    void putIn(const QString &field);
    /// Whether the rows of the indexes can all be taken out; a collection that chooses by rules cannot.
    bool canTakeOut(const QModelIndexList &indexes) const;
    void takeOut(const QModelIndexList &indexes);
    /// Shows what the shop calls things now.
    void showNames();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void takeDetail();
    bool isIn(const QString &field) const;
    static QString text(const QString &field, int column);
    QVariant remark(const QString &field) const;

    EditSession &m_session;
    QStringList m_fields; ///< Those it is in and those about to be left, by sort and name.
};

} // namespace Models
