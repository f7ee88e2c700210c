#include "ui/settings/secretedit.h"

namespace Ui {

SecretEdit::SecretEdit(const QString &objectName, const QString &accessibleName, QWidget *parent)
    : QLineEdit(parent)
{
    setObjectName(objectName);
    setAccessibleName(accessibleName);
    // In this mode Qt copies nothing, also when it cuts, and hands screen readers dots.
    setEchoMode(QLineEdit::Password);
    setDragEnabled(false);
    setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
}

void SecretEdit::setKept(bool isKept)
{
    setPlaceholderText(isKept ? tr("Kept; type to replace it") : QString());
}

} // namespace Ui
