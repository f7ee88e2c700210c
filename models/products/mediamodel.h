#pragma once

#include "models/format/badge.h"
#include "models/products/editsession.h"
#include "sync/api/media.h"

#include <QAbstractTableModel>

namespace Models {

/// The media of the product open in an edit session, in their order: place, what it is, the text that describes it, the
/// last editable, and how it stands with Shopify. What is set is saved by the session. Answers DraftRole beside Qt's
/// roles.
class MediaModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MediaModel)

public:
    enum Column { PlaceColumn, MediumColumn, AltColumn, StateColumn, ColumnCount };

    /// `session` must outlive the model.
    explicit MediaModel(EditSession &session, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

    /// Whether a picture can be added from there: an address that the product has not yet.
    bool canAdd(const QString &address) const;
    /// Adds a picture behind the others.
    void add(const QString &address, const QString &alt);
    /// Takes a medium off the product.
    void remove(int row);
    /// Whether a medium can be moved by so many places, and does it.
    bool canMove(int row, int by) const;
    void move(int row, int by);

private:
    void takeDetail();
    QString path(const QString &key) const;
    QString text(int row, int column) const;
    Badge stateOf(const QString &key) const;
    QString explained(const QString &key) const;
    bool isDraft(const QString &key, int column) const;

    EditSession &m_session;
    QStringList m_keys;
    Sync::MediaNames m_names;
};

} // namespace Models
