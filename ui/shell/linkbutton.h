#pragma once

#include "sync/api/engine.h"

#include <QAbstractButton>

namespace Ui {

/// One connection light of the status line: shape, name, state in words; a click opens its diagnostics.
class LinkButton final : public QAbstractButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LinkButton)

public:
    LinkButton(const QString &name, const QString &objectName, QWidget *parent = nullptr);

    void setLink(const Sync::Link &link);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    QString shown() const;

    Sync::Link m_link;
};

} // namespace Ui
