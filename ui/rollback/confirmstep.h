#pragma once

#include "sync/api/failure.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;

namespace Ui {

/// The sentence of what will happen, the shop's name to be typed, and, when the backup failed, whether to do without.
class ConfirmStep final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConfirmStep)

public:
    /// `name` begins the object names.
    explicit ConfirmStep(const QString &name, QWidget *parent = nullptr);

    void ask(const QString &sentence, const QString &shop);
    /// The backup failed: asks whether to go on without one. Until ask() is called again.
    void askWithoutBackup(const Sync::Failure &why);
    bool isConfirmed() const;
    bool isWithoutBackup() const;
    /// The shop's name once it was typed; empty before.
    QString typedName() const;
    QLineEdit *nameEdit() { return m_name; }

Q_SIGNALS:
    void completeChanged();

private:
    QLabel *m_sentence;
    QLabel *m_backupFailure;
    QCheckBox *m_withoutBackup;
    QLabel *m_prompt;
    QLineEdit *m_name;
    QString m_shop;
};

} // namespace Ui
