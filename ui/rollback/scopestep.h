#pragma once

#include "models/history/batchesmodel.h"
#include "sync/api/rollback.h"

#include <QWidget>

class QLabel;

namespace Ui {

class Narrowing;
class TableView;

/// Which run to roll back, and which products and fields of it. Only runs that can be are accepted; for others it says
/// why not.
class ScopeStep final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ScopeStep)

public:
    explicit ScopeStep(Sync::Reader &reader, QWidget *parent = nullptr);

    void choose(Sync::BatchId batch);
    Narrowing &narrowing() { return *m_narrowing; }
    /// The run and what of it was chosen.
    Sync::RollbackRequest request() const;
    bool isComplete() const;

Q_SIGNALS:
    void completeChanged();

private:
    Sync::BatchId batch() const;
    void select();
    /// The run that was asked for, or the newest that can be rolled back while nobody has chosen one.
    int rowToSelect() const;
    void update();
    const Sync::BatchRow *current() const;

    Models::BatchesModel m_model;
    TableView *m_table;
    QLabel *m_note;
    Narrowing *m_narrowing;
    Sync::BatchId m_wanted;
};

} // namespace Ui
