#pragma once

#include "models/review/sendplan.h"
#include "sync/api/engine.h"

#include <QDialog>

class QAction;
class QCheckBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace Ui {

class NoticeBar;

/// What sending the approved changes would do, and the confirmation that fits its reach. Nothing is sent by the dialog
/// itself. Esc and Return both leave it without sending.
class SendDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SendDialog)

public:
    static constexpr int firstCount = 3;

    /// Reads what is approved by itself. `reader` must outlive the dialog.
    SendDialog(Sync::Reader &reader, const Sync::DeskState &desk, QWidget *parent = nullptr);

    /// The circuit breaker held these changes: says why, and asks for the highest confirmation whatever the safe level.
    /// The request then goes past the breaker.
    void setHeld(const Sync::Failure &held);

Q_SIGNALS:
    /// The person confirmed; the dialog closes itself.
    void confirmed(const Sync::PushRequest &request);

private:
    void buildLayout();
    void read();
    void showPlan();
    void showTitle();
    void showMoves();
    void showNotice();
    void showConfirmation();
    QString summaryText() const;
    QString shopName() const;
    void update();
    void confirm(int sendFirst);

    Models::SendPlan m_plan;
    Sync::DeskState m_desk;
    std::optional<Sync::Failure> m_held;
    Models::Confirmation m_confirmation = Models::Confirmation::Forbidden;
    QLabel *m_title;
    QLabel *m_summary;
    QLabel *m_movesTitle;
    QGridLayout *m_moves;
    NoticeBar *m_notice;
    QCheckBox *m_looked;
    QLabel *m_typeLabel;
    QLineEdit *m_typed;
    QPushButton *m_sendFirst;
    QPushButton *m_sendAll;
    QPushButton *m_cancel;
    QAction *m_again;
};

} // namespace Ui
