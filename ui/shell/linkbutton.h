#pragma once

#include "sync/api/engine.h"

#include <QAbstractButton>
#include <QDateTime>

namespace Ui {

/// One connection light of the status line: shape, name, state in words; a click opens its diagnostics.
class LinkButton final : public QAbstractButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LinkButton)

public:
    LinkButton(const QString &name, const QString &objectName, QWidget *parent = nullptr);

    /// Where there is no room for the state in words, sign and name alone tell it.
    void setBrief(bool brief);
    void setLink(const Sync::Link &link);
    /// State and cause in full, since when, and the last trouble; the tool tip.
    QString explanation() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    QString shown() const;

    Sync::Link m_link;
    QDateTime m_since; ///< UTC, when the state was first seen.
    QString m_trouble; ///< What last failed, also when it works again.
    QDateTime m_troubleAt; ///< UTC
    bool m_brief = false;
};

} // namespace Ui
