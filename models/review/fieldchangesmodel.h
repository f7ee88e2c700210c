#pragma once

#include "models/format/badge.h"
#include "sync/api/review.h"

#include <QAbstractTableModel>

#include <optional>

namespace Models {

/// The decision about a field of a staged change: its own, or that about its product.
Sync::FieldDecision decisionOf(const Sync::FieldChange &field, Sync::StagedStatus status);
Badge decisionBadge(const Sync::FieldChange &field, Sync::StagedStatus status);

/// The fields of one staged change: field, base, here, Shopify, decision.
class FieldChangesModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FieldChangesModel)

public:
    enum Column { FieldColumn, BaseColumn, HereColumn, ShopifyColumn, DecisionColumn, ColumnCount };

    explicit FieldChangesModel(QObject *parent = nullptr);

    /// Shows another change, or the same one with other decisions; rows of the same change keep their place.
    void setDetail(const std::optional<Sync::StagedDetail> &detail);
    const std::optional<Sync::StagedDetail> &detail() const { return m_detail; }
    /// The field in a row, or nullptr; valid until the next setDetail().
    const Sync::FieldChange *fieldAt(int row) const;
    /// The next row after `row` that is undecided, wrapping round; -1 when none is.
    int nextUndecided(int row) const;
    /// How many conflicts still want a decision.
    int openConflicts() const;
    /// Why nothing that a change would send can be sent, in sentences; empty where something can, or is to be taken
    /// over from Shopify.
    QString whyNothingCanBeSent() const;
    /// What a change that goes as a whole leaves out when it is sent, in sentences; empty for nothing.
    QString whatIsLeftOut() const;
    /// What Shopify makes of values that a change would send, in sentences; empty where they stay as they are.
    QString whatShopifyMakesOfIt() const;
    /// Whether any field has a value in one of the columns of values.
    bool hasValues(Column column) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const Sync::FieldChange &change, int column) const;
    QString shownValue(const Sync::FieldChange &change, int column) const;

    std::optional<Sync::StagedDetail> m_detail;
};

} // namespace Models
