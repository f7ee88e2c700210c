#pragma once

#include "models/settings/connectionform.h"

#include <QFrame>

class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;

namespace Ui {

class SecretEdit;
class TestLines;

/// The card about the shop: its address, what opens it, and trying both.
class ShopSection final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ShopSection)

public:
    /// `form` outlives it.
    explicit ShopSection(Models::ConnectionForm &form, QWidget *parent = nullptr);

    QLineEdit *addressEdit() const { return m_address; }

private:
    void build();
    void connectFields();
    void fill();
    void update();

    Models::ConnectionForm &m_form;
    QLineEdit *m_address;
    QLabel *m_addressRemark;
    QRadioButton *m_byToken;
    QRadioButton *m_byClient;
    QWidget *m_tokenFields;
    QWidget *m_clientFields;
    SecretEdit *m_token;
    QLabel *m_tokenRemark;
    QLineEdit *m_clientId;
    SecretEdit *m_clientSecret;
    QLabel *m_clientRemark;
    QPushButton *m_test;
    TestLines *m_lines;
};

} // namespace Ui
