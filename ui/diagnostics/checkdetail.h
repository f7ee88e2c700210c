#pragma once

#include "sync/api/diagnosis.h"

#include <QFrame>

#include <optional>

class QLabel;
class QPushButton;

namespace Ui {

class SignLabel;

/// One check in full: finding, what it means, the evidence, and the button for its remedy.
class CheckDetail final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CheckDetail)

public:
    explicit CheckDetail(QWidget *parent = nullptr);

    /// Shows a check, or how to choose one when there is none.
    void setResult(const std::optional<Sync::CheckResult> &result);

Q_SIGNALS:
    void remedyRequested(const Sync::Remedy &remedy);

private:
    std::optional<Sync::CheckResult> m_result;
    SignLabel *m_sign;
    QLabel *m_summary;
    QLabel *m_meaningTitle;
    QLabel *m_meaning;
    QLabel *m_evidenceTitle;
    QLabel *m_evidence;
    QLabel *m_remedyTitle;
    QLabel *m_effect;
    QPushButton *m_mend;
};

} // namespace Ui
