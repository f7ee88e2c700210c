#pragma once

#include "models/format/badge.h"

#include <QWidget>

namespace Ui {

/// A state as shape and word.
class BadgeLabel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BadgeLabel)

public:
    explicit BadgeLabel(QWidget *parent = nullptr);

    void setBadge(const Models::Badge &badge);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int shapeSize() const;

    Models::Badge m_badge;
};

} // namespace Ui
