#pragma once

#include "models/review/sendplan.h"
#include "sync/api/engine.h"

#include <QDialog>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace Ui {

class NoticeBar;

/// What sending the approved changes would do, and the confirmation that fits its reach. Nothing is sent by the panel
/// itself. Esc and Return both leave it without sending.
class SendPanel final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SendPanel)

public:
    static constexpr int firstCount = 3;

    /// `reader` must outlive the panel.
    SendPanel(Sync::Reader &reader, const QList<qint64> &changes, const Sync::DeskState &desk,
        std::optional<qint64> catalogue, QWidget *parent = nullptr);

    /// The circuit breaker held these changes: says why, and asks for the highest confirmation whatever the safe level.
    /// To be called before the panel is shown; the request then overrides the breaker.
    void setHeld(const Sync::Failure &held);

Q_SIGNALS:
    /// The person confirmed; the panel closes itself.
    void confirmed(const Sync::PushRequest &request);

private:
    void buildLayout();
    void showPlan();
    void showConfirmation();
    QString summaryText() const;
    QString shopName() const;
    void update();
    void confirm(int sendFirst);

    Models::SendPlan m_plan;
    QList<qint64> m_changes;
    Sync::DeskState m_desk;
    std::optional<qint64> m_catalogue;
    std::optional<Sync::Failure> m_held;
    Models::Confirmation m_confirmation = Models::Confirmation::Forbidden;
    QLabel *m_summary;
    QLabel *m_moves;
    NoticeBar *m_notice;
    QCheckBox *m_looked;
    QLabel *m_typeLabel;
    QLineEdit *m_typed;
    QPushButton *m_sendFirst;
    QPushButton *m_sendAll;
    QPushButton *m_cancel;
};

} // namespace Ui
