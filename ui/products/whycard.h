#pragma once

#include "models/format/badge.h"
#include "models/products/why.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace Ui {

/// Why a product is in its state: cause, evidence, and the next action as a button.
class WhyCard final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WhyCard)

public:
    explicit WhyCard(QWidget *parent = nullptr);

    void setWhy(const Models::Why &why, Models::Tone tone);

Q_SIGNALS:
    void actionRequested(Models::WhyAction action);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Models::Why m_why;
    Models::Tone m_tone = Models::Tone::Neutral;
    QLabel *m_cause;
    QLabel *m_evidence;
    QLabel *m_next;
    QPushButton *m_button;
};

} // namespace Ui
