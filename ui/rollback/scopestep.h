#pragma once

#include "models/history/batchesmodel.h"

#include <QWidget>

class QLabel;
class QTableView;

namespace Ui {

/// Which batch to roll back. Only batches that can be are accepted; for others it says why not.
class ScopeStep final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ScopeStep)

public:
    explicit ScopeStep(Sync::Reader &reader, QWidget *parent = nullptr);

    void choose(Sync::BatchId batch);
    Sync::BatchId batch() const;
    bool isComplete() const;

Q_SIGNALS:
    void completeChanged();

private:
    void update();
    const Sync::BatchRow *current() const;

    Models::BatchesModel m_model;
    QTableView *m_table;
    QLabel *m_note;
    Sync::BatchId m_wanted;
};

} // namespace Ui
