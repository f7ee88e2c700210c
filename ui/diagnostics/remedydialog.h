#pragma once

#include "sync/api/engine.h"

#include <QDialog>

class QLabel;
class QPushButton;

namespace Ui {

/// Shows what a remedy will do, the statements it runs and how many rows it changes; runs it when told to, and then
/// says what was done and how to undo it. Emits mended() after a run that succeeded.
class RemedyDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RemedyDialog)

public:
    RemedyDialog(Sync::Engine &engine, const Sync::Remedy &remedy, QWidget *parent);

Q_SIGNALS:
    void mended();

private:
    void build();
    void run();
    void showReport(const Sync::RemedyReport &report);

    Sync::Engine &m_engine;
    Sync::Remedy m_remedy;
    QLabel *m_outcome;
    QLabel *m_undo;
    QPushButton *m_run;
    QPushButton *m_cancel;
};

} // namespace Ui
