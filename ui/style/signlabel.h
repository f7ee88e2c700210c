#pragma once

#include "models/format/badge.h"

#include <QWidget>

namespace Ui {

/// A state as shape and word side by side. The text is data and drawn as plain text, elided when there is no room.
class SignLabel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SignLabel)

public:
    explicit SignLabel(QWidget *parent = nullptr);

    /// Shows the badge's shape and, unless `text` is given, its word.
    void setBadge(const Models::Badge &badge, const QString &text = {});
    const Models::Badge &badge() const { return m_badge; }
    QString text() const { return m_text; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Models::Badge m_badge;
    QString m_text;
};

} // namespace Ui
