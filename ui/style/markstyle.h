#pragma once

#include <QProxyStyle>

namespace Ui {

/// Fusion with marks (ticks, radio buttons) in the scheme's colours, whose outline keeps a contrast of 3 to 1 also on
/// dark ground, and with marks and icons that grow with the font.
class MarkStyle final : public QProxyStyle
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MarkStyle)

public:
    MarkStyle();

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
        const QWidget *widget = nullptr) const override;
    int pixelMetric(
        PixelMetric metric, const QStyleOption *option = nullptr, const QWidget *widget = nullptr) const override;
};

} // namespace Ui
