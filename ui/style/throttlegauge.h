#pragma once

#include "sync/api/progress.h"

#include <QWidget>

namespace Ui {

/// How many of Shopify's points are left, as a bar with the numbers in words. Says so while Shopify has told nothing.
class ThrottleGauge final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ThrottleGauge)

public:
    enum class Style { Compact, Full };

    explicit ThrottleGauge(Style style, QWidget *parent = nullptr);

    /// Where there is no room for the figures, the bar alone tells them.
    void setBarOnly(bool barOnly);
    void setThrottle(const Sync::ThrottleState &throttle);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString text() const;
    void describe();

    Sync::ThrottleState m_throttle;
    bool m_barOnly = false;
    Style m_style;
};

} // namespace Ui
