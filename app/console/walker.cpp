// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/walker.h"

#include "core/base/sleep.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QVariant>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace steward {

namespace {

constexpr auto patience_ms = 20s;

QString textOf(const QWidget *widget)
{
    if (const auto *label = qobject_cast<const QLabel *>(widget))
        return label->text();
    if (const auto *field = qobject_cast<const QLineEdit *>(widget))
        return field->text();
    if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
        return button->text();
    return widget->property("spokenText").toString();
}

} // namespace

Task<Result<bool>> Walker::until(QString what, std::function<bool()> holds, std::chrono::milliseconds patience)
{
    const auto end = std::chrono::steady_clock::now() + patience;
    while (!holds()) {
        if (std::chrono::steady_clock::now() > end)
            co_return std::unexpected(Error(Error::Kind::Timeout, u"waited in vain for "_s + what));
        co_await sleepFor(10ms);
    }
    co_return true;
}

QWidget *Walker::shown(const QString &name) const
{
    const auto all = m_window->findChildren<QWidget *>(name);
    const auto found = std::ranges::find_if(all, [](const QWidget *widget) { return widget->isVisible() && widget->isEnabled(); });
    return found == all.end() ? nullptr : *found;
}

Task<Result<QWidget *>> Walker::find(QString name) const
{
    const std::function<bool()> isThere = [this, name] { return shown(name) != nullptr; }; // named: GCC 12.2 frees a closure within co_await twice
    const auto waited = co_await until(name, isThere, patience_ms);
    if (!waited)
        co_return std::unexpected(waited.error());
    co_return shown(name);
}

Task<Result<bool>> Walker::press(QString name) const
{
    const auto widget = co_await find(name);
    if (!widget)
        co_return std::unexpected(widget.error());
    auto *button = qobject_cast<QAbstractButton *>(*widget);
    if (button == nullptr)
        co_return std::unexpected(Error(Error::Kind::Internal, name + u" is not a button"_s));
    button->click();
    co_return true;
}

Task<Result<bool>> Walker::type(QString name, QString text) const
{
    const auto widget = co_await find(name);
    if (!widget)
        co_return std::unexpected(widget.error());
    auto *field = qobject_cast<QLineEdit *>(*widget);
    if (field == nullptr)
        co_return std::unexpected(Error(Error::Kind::Internal, name + u" is not a field"_s));
    field->setText(text);
    emit field->textEdited(text);
    emit field->editingFinished();
    co_return true;
}

Task<Result<bool>> Walker::choose(QString name, int index) const
{
    const auto widget = co_await find(name);
    if (!widget)
        co_return std::unexpected(widget.error());
    auto *box = qobject_cast<QComboBox *>(*widget);
    if (box == nullptr || index >= box->count())
        co_return std::unexpected(Error(Error::Kind::Internal, name + u" has no such choice"_s));
    box->setCurrentIndex(index);
    emit box->activated(index);
    co_return true;
}

Task<Result<QString>> Walker::read(QString name, QString text) const
{
    const QString what = u"%1 to say \"%2\""_s.arg(name, text);
    const std::function<bool()> says = [this, name, text] {
        const QWidget *widget = shown(name);
        return widget != nullptr && textOf(widget).startsWith(text);
    };
    const auto waited = co_await until(what, says, patience_ms);
    if (!waited)
        co_return std::unexpected(waited.error());
    co_return textOf(shown(name));
}

} // namespace steward
