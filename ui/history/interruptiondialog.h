#pragma once

#include "sync/api/engine.h"
#include "sync/api/interruptions.h"

#include <QDialog>

class QGridLayout;
class QLineEdit;
class QPushButton;

namespace Ui {

class NoticeBar;

/// Asks what is to become of a run that was cut short: go on, roll back, or leave it.
class InterruptionDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(InterruptionDialog)

public:
    InterruptionDialog(const Sync::Interruption &interruption, const Sync::DeskState &desk, QWidget *parent = nullptr);

Q_SIGNALS:
    /// `shopNameTyped` where the shop is locked and would be written to; else empty.
    void resumeRequested(Sync::BatchId batch, const QString &shopNameTyped);
    void rollBackRequested(Sync::BatchId batch);
    void leaveRequested(Sync::BatchId batch);

private:
    void addChoice(QGridLayout &choices, QPushButton *button, const QString &meaning);
    void update();
    QString shopName() const;

    const Sync::Interruption m_interruption;
    const Sync::DeskState m_desk;
    QLineEdit *m_typed = nullptr; ///< Only where a locked shop's name is needed.
    QPushButton *m_resume;
    QPushButton *m_rollBack;
    QPushButton *m_leave;
};

} // namespace Ui
