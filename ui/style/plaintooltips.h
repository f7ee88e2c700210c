#pragma once

#include <QObject>

namespace Ui {

/// Shows every tool tip of the application as the text it is. Qt would take one that looks like markup for markup,
/// and many of ours are a shop's titles or messages.
class PlainToolTips final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PlainToolTips)

public:
    explicit PlainToolTips(QObject *parent = nullptr);

    bool eventFilter(QObject *object, QEvent *event) override;
};

} // namespace Ui
