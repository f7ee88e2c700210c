#pragma once

#include <QLineEdit>

namespace Ui {

/// A field for a token, secret or password. What is typed is never shown and cannot be copied, cut or dragged out of
/// it; what is kept already is never put in.
class SecretEdit final : public QLineEdit
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SecretEdit)

public:
    SecretEdit(const QString &objectName, const QString &accessibleName, QWidget *parent = nullptr);

    /// Says in the empty field whether there is a secret that typing would replace.
    void setKept(bool isKept);
};

} // namespace Ui
