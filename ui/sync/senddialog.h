#pragma once

#include "sync/api/vocabulary.h"

#include <QDialog>

class QLineEdit;
class QPushButton;

namespace Ui {

/// What is about to be sent.
struct SendQuestion
{
    qint64 changes = 0;
    int sendFirst = 0; ///< 0 sends all.
    QString shopName;
    Sync::SafeLevel level = Sync::SafeLevel::Careful;
    bool overridesBreaker = false;
};

/// True when the shop's name has to be typed: more than 500 changes, a locked shop, or an overridden breaker.
bool needsShopName(const SendQuestion &question);

/// Asks before changes leave for Shopify. Cancel is the default and what Esc does.
class SendDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SendDialog)

public:
    SendDialog(const SendQuestion &question, QWidget *parent);

private:
    QLineEdit *m_name;
    QPushButton *m_send;
};

} // namespace Ui
